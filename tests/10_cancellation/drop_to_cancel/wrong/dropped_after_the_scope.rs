//@ caught-by: test
//@ says: The sender belongs to the function, and so it ends after the scope. The scope waits for the workers, and the workers wait for that end.
//@ fails: all_of_them_are_told
//@ sort: tempting

use std::convert::Infallible;
use std::thread;
use std::time::Duration;

use crossbeam::channel::{Receiver, RecvTimeoutError, TryRecvError, bounded};

pub struct Stop {
    told: Receiver<Infallible>,
}

impl Stop {
    pub fn is_stopped(&self) -> bool {
        self.told.try_recv() == Err(TryRecvError::Disconnected)
    }

    pub fn wait(&self, limit: Duration) -> bool {
        self.told.recv_timeout(limit) == Err(RecvTimeoutError::Disconnected)
    }
}

pub fn with_workers<W, B, R>(n: usize, work: W, body: B) -> R
where
    W: Fn(usize, &Stop) + Sync,
    B: FnOnce() -> R,
{
    let (tell, told) = bounded(0);
    let result = thread::scope(|scope| {
        for worker in 0..n {
            let (stop, work) = (Stop { told: told.clone() }, &work);
            scope.spawn(move || work(worker, &stop));
        }
        body()
    });
    drop(tell);
    result
}
