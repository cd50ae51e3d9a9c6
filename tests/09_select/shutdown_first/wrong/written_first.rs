//@ caught-by: test
//@ says: `select!` takes any of the arms that are ready; that "stop" is written first means nothing. With a full queue one more job is begun, then perhaps another.
//@ fails: stopped_before_it_begins
//@ sort: tempting

use crossbeam::channel::{Receiver, select};

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
        select! {
            recv(stop) -> _ => return Ended::Stopped,
            recv(jobs) -> job => match job {
                Ok(job) => handle(job),
                Err(_) => return Ended::Drained,
            },
        }
    }
}
