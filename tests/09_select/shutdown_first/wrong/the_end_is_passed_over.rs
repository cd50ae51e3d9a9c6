//@ caught-by: test
//@ says: The queue is closed, its arm is ready for ever, and the `Err` is passed over: the worker spins until somebody stops it.
//@ fails: handled_and_left_agree
//@ sort: boundary

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
            recv(stop) -> _ => return Ended::Stopped,
            recv(jobs) -> job => if let Ok(job) = job {
                handle(job);
            },
        }
    }
}
