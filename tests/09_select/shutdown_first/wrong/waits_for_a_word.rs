//@ caught-by: test
//@ says: It looks for a message from `stop`. There is none; that it is closed is the message, and `is_ok()` does not see it.
//@ fails: nothing_to_do
//@ sort: tempting

use crossbeam::channel::{Receiver, never, select_biased};

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
    let mut stop = stop.clone();
    loop {
        select_biased! {
            recv(stop) -> word => {
                if word.is_ok() {
                    return Ended::Stopped;
                }
                stop = never();
            }
            recv(jobs) -> job => match job {
                Ok(job) => handle(job),
                Err(_) => return Ended::Drained,
            },
        }
    }
}
