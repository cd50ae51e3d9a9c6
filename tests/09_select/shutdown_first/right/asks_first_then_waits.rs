//! The way it is written in Go: a look at "stop", and then a fair `select!` over both.

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
        if stop.try_recv() == Err(TryRecvError::Disconnected) {
            return Ended::Stopped;
        }
        select! {
            recv(stop) -> _ => return Ended::Stopped,
            recv(jobs) -> job => match job {
                Ok(job) => handle(job),
                Err(_) => return Ended::Drained,
            },
        }
    }
}
