//@ caught-by: test
//@ says: "Stop" is looked at before each job. Whoever then waits for a job hears nothing: with an empty queue it does not stop.
//@ sort: tempting

use crossbeam::channel::{Receiver, TryRecvError};

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
        match jobs.recv() {
            Ok(job) => handle(job),
            Err(_) => return Ended::Drained,
        }
    }
}
