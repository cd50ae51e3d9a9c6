//! # One word for three workers
//!
//! While an import runs, some workers report its progress, renew its lease, and watch the disk. When it is over they are to stop.
//! With one worker this works. With three the import is done at four in the morning, and at nine it still "runs". And
//! when the import panics, not even that: nobody is told anything, and the caller waits for workers that wait for
//! a word.
//!
//! In Go this is `close(done)`: a closed channel is ready for everybody who listens, as often as they look. A word is
//! received by *one* of them. In Rust nobody closes; a channel is closed when its last sender is dropped. What that
//! gives you is that it happens on every way out, also in a panic. What it asks of you: to know who
//! has a sender, and where that ends.
//!
//! Before you edit: `thread::scope` returns when all threads have ended. When does `tell` end?
//!
//! What must hold, for `with_workers(n, work, body)`, with exactly the signatures below:
//!
//! - `n` threads call `work`, each once, with its number from 0 on; meanwhile `body` is called on the caller's thread.
//! - When `body` returns, all workers are told to stop, and waited for. What `body` returned is returned. Until then nobody
//!   is told.
//! - When `body` panics it is the same, and the panic goes on when the workers have ended.
//! - A worker that panics does not touch the others: `body` is finished, they are told when it is, and then the call panics.
//! - `is_stopped()` says whether the worker was told. `wait(limit)` waits until it is told, but no longer than `limit`, and says
//!   whether it was, in the end; it does not give up earlier. No limit is too long: `Duration::MAX` is allowed.
//! - Once told is told: each later question has the same answer, at once. Whoever was told sees what `body` has written.
//!
//! Whoever waits sleeps, and does not ask in a loop, not even once in a while.

use std::thread;
use std::time::Duration;

use crossbeam::channel::{Receiver, bounded};

/// What a worker is told.
pub struct Stop {
    told: Receiver<()>,
}

impl Stop {
    /// Whether it was told to stop.
    pub fn is_stopped(&self) -> bool {
        // TODO: and the second time?
        self.told.try_recv().is_ok()
    }

    /// Waits until it is told to stop, but no longer than `limit`; whether it was told in the end.
    pub fn wait(&self, limit: Duration) -> bool {
        self.told.recv_timeout(limit).is_ok()
    }
}

/// Runs `body`, and `n` workers beside it until it ends.
pub fn with_workers<W, B, R>(n: usize, work: W, body: B) -> R
where
    W: Fn(usize, &Stop) + Sync,
    B: FnOnce() -> R,
{
    let (tell, told) = bounded(1);
    thread::scope(|scope| {
        for worker in 0..n {
            let stop = Stop { told: told.clone() };
            let work = &work;
            scope.spawn(move || work(worker, &stop));
        }
        let result = body();
        // TODO: who hears this? And who says it when `body` panics?
        let _ = tell.send(());
        result
    })
}
