//@ caught-by: test
//@ says: On "stop" it handles what is still in the queue. That is another contract, and with a queue that is never empty it is none.
//@ fails: handled_and_left_agree, stopped_before_it_begins
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
            recv(stop) -> _ => {
                jobs.try_iter().for_each(handle);
                return Ended::Stopped;
            }
            recv(jobs) -> job => match job {
                Ok(job) => handle(job),
                Err(_) => return Ended::Drained,
            },
        }
    }
}
