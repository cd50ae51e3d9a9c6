//@ caught-by: test
//@ says: With nothing to do it wakes up again and again, only to ask whether it is to stop. A selection of both waits for whichever comes.
//@ sort: tempting

use crossbeam::channel::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

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
        if stop.try_recv() == Err(TryRecvError::Disconnected) {
            return Ended::Stopped;
        }
        match jobs.recv_timeout(Duration::from_millis(5)) {
            Ok(job) => handle(job),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return if stop.try_recv() == Err(TryRecvError::Disconnected) {
                    Ended::Stopped
                } else {
                    Ended::Drained
                };
            }
        }
    }
}
