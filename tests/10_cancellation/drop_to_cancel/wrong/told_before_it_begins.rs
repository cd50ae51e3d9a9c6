//@ caught-by: test
//@ says: The sender is dropped as soon as the workers have been started, as one does with jobs. Here that is the word: they are told before the body begins.
//@ fails: meanwhile
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
    let work = &work;
    thread::scope(move |scope| {
        for worker in 0..n {
            let stop = Stop { told: told.clone() };
            scope.spawn(move || work(worker, &stop));
        }
        drop(tell);
        body()
    })
}
