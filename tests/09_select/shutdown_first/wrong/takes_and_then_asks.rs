//@ caught-by: test
//@ says: The job has been taken out of the queue, and then it is not handled: after each stop one is missing.
//@ fails: handled_and_left_agree, stopped_before_it_begins
//@ sort: tempting

use crossbeam::channel::{Receiver, TryRecvError, select};

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
            recv(jobs) -> job => {
                if stop.try_recv() == Err(TryRecvError::Disconnected) {
                    return Ended::Stopped;
                }
                match job {
                    Ok(job) => handle(job),
                    Err(_) => return Ended::Drained,
                }
            }
        }
    }
}
