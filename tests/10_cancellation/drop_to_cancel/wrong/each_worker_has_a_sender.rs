//@ caught-by: test
//@ says: Each worker has a clone of the sender, for no reason, and keeps open what it waits for.
//@ fails: all_of_them_are_told
//@ sort: tempting

use std::convert::Infallible;
use std::thread;
use std::time::Duration;

use crossbeam::channel::{Receiver, RecvTimeoutError, Sender, TryRecvError, bounded};

#[derive(Clone)]
pub struct Stop {
    _tell: Sender<Infallible>,
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
    let stop = Stop { _tell: tell, told };
    let work = &work;
    thread::scope(move |scope| {
        let stop = stop;
        for worker in 0..n {
            let stop = stop.clone();
            scope.spawn(move || work(worker, &stop));
        }
        body()
    })
}
