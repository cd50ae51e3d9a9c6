//! # The database that let one too many in
//!
//! A service may run at most so many queries at once; the database counts, and hangs up on one too many.
//! A semaphore counts with it. Twice a week one query too many is running nevertheless. And after a
//! query that panicked there is room for one less, until the next restart.
//!
//! In Go the semaphore is a channel: `sem <- struct{}{}` before the query, `<-sem` after it, in a `defer`
//! if one thinks of it. Nothing keeps anybody from a second `<-sem`. Then one query too many gets in, or
//! somebody waits for ever.
//!
//! A pair of methods, one to call before and one to call after, can be called unpaired. A method that takes
//! the work as a closure cannot.
//!
//! Before you edit: two threads see that one permit is free. What has to happen between seeing it
//! and taking it?
//!
//! What must hold:
//!
//! - `Semaphore::new(permits)` has so many permits; with 0 nothing ever runs. Threads share one `&Semaphore`.
//! - `run(work)` waits until a permit is free, takes it, runs `work` on the caller's thread, gives the permit
//!   back, and returns what `work` has returned. Keep its signature, and that of `try_run`.
//! - `try_run(work)` does the same if a permit is free at once: one that no work has is free, whoever else is
//!   trying or waiting. If none is it does not wait: it returns `None`, and `work` is not called.
//! - There are never more than `permits` works at once, and as many as that can be at work at once. A work may
//!   use the semaphore itself.
//! - A work that panics gives its permit back, too, and the panic goes on to the caller. The semaphore goes on
//!   working.
//! - When a permit is given back and somebody waits, somebody gets it.
//! - From outside a permit can be neither taken nor given back: `acquire` and `release` are not to be called
//!   by anybody else. (You may keep them as private methods.)

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

/// So many works at once, and no more.
pub struct Semaphore {
    free: AtomicUsize,
    waiting: Mutex<()>,
    released: Condvar,
}

impl Semaphore {
    /// A semaphore with so many permits.
    pub fn new(permits: usize) -> Semaphore {
        Semaphore {
            free: AtomicUsize::new(permits),
            waiting: Mutex::new(()),
            released: Condvar::new(),
        }
    }

    /// Waits for a permit, and runs `work` with it.
    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        self.acquire();
        // TODO: who gives the permit back if this panics?
        let result = work();
        self.release();
        result
    }

    /// Runs `work` if a permit is free now.
    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        // TODO: it is free now. And when `run` takes it?
        if self.free.load(Ordering::SeqCst) == 0 {
            return None;
        }
        Some(self.run(work))
    }

    /// Waits for a permit and takes it.
    pub fn acquire(&self) {
        let mut guard = self.waiting.lock().unwrap();
        // TODO: who else is between this question and its answer?
        while self.free.load(Ordering::SeqCst) == 0 {
            guard = self.released.wait(guard).unwrap();
        }
        drop(guard);
        self.free.fetch_sub(1, Ordering::SeqCst);
    }

    /// Gives a permit back.
    pub fn release(&self) {
        self.free.fetch_add(1, Ordering::SeqCst);
        self.released.notify_one();
    }
}
