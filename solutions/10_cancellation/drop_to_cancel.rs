//! One sender, that says nothing: its end is the word, for everybody, on every way out.

use std::convert::Infallible;
use std::thread;
use std::time::Duration;

use crossbeam::channel::{Receiver, RecvTimeoutError, TryRecvError, bounded};

/// What a worker is told.
pub struct Stop {
    /// `Infallible` has no values: nothing can be sent over this, so it can only be closed. And there is no sender in here: a worker
    /// that had one would keep the channel open for itself and for all the others.
    told: Receiver<Infallible>,
}

impl Stop {
    /// Whether it was told to stop.
    pub fn is_stopped(&self) -> bool {
        // Closed is a state and no message: looking takes nothing away.
        self.told.try_recv() == Err(TryRecvError::Disconnected)
    }

    /// Waits until it is told to stop, but no longer than `limit`; whether it was told in the end.
    pub fn wait(&self, limit: Duration) -> bool {
        self.told.recv_timeout(limit) == Err(RecvTimeoutError::Disconnected)
    }
}

/// Runs `body`, and `n` workers beside it until it ends.
pub fn with_workers<W, B, R>(n: usize, work: W, body: B) -> R
where
    W: Fn(usize, &Stop) + Sync,
    B: FnOnce() -> R,
{
    let (tell, told) = bounded(0);
    let work = &work;
    // `move`: the closure owns the sender, so it ends with the closure. Borrowed from the caller it would end *after* the scope, and the
    // scope waits for workers that wait for it.
    thread::scope(move |scope| {
        let _tell = tell;
        for worker in 0..n {
            let stop = Stop { told: told.clone() };
            scope.spawn(move || work(worker, &stop));
        }
        // `_tell` ends behind this line, and if `body` panics, while the panic passes through here. The scope waits afterwards.
        body()
    })
}
