//! std's channels: each worker has one of its own, and the list of senders is dropped at once.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, TryRecvError};
use std::thread;
use std::time::Duration;

pub struct Stop {
    told: Receiver<()>,
}

impl Stop {
    pub fn is_stopped(&self) -> bool {
        matches!(self.told.try_recv(), Err(TryRecvError::Disconnected))
    }

    pub fn wait(&self, limit: Duration) -> bool {
        matches!(self.told.recv_timeout(limit), Err(RecvTimeoutError::Disconnected))
    }
}

pub fn with_workers<W, B, R>(n: usize, work: W, body: B) -> R
where
    W: Fn(usize, &Stop) + Sync,
    B: FnOnce() -> R,
{
    thread::scope(|scope| {
        let mut all = Vec::new();
        for worker in 0..n {
            let (tell, told) = mpsc::channel();
            all.push(tell);
            let work = &work;
            scope.spawn(move || work(worker, &Stop { told }));
        }
        let result = body();
        drop(all);
        result
    })
}
