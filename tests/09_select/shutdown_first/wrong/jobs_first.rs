//@ caught-by: test
//@ says: `select_biased!` with the jobs first: as long as there are jobs, "stop" is not even looked at.
//@ fails: handled_and_left_agree
//@ sort: tempting

use crossbeam::channel::{Receiver, select_biased};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Stopped,
    Drained,
}

pub fn work<J, H>(jobs: &Receiver<J>, stop: &Receiver<()>, mut handle: H) -> Ended
where
    J: Send + 'static,
    H: FnMut(J),
{
    loop {
        select_biased! {
            recv(jobs) -> job => match job {
                Ok(job) => handle(job),
                Err(_) => return Ended::Drained,
            },
            recv(stop) -> _ => return Ended::Stopped,
        }
    }
}
