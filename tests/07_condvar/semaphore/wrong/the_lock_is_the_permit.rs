//@ caught-by: test
//@ says: The lock is held while the work runs: that is one permit, whatever `new` was told.
//@ fails: works_run_at_the_same_time
//@ sort: tempting

use std::sync::{Mutex, PoisonError};

pub struct Semaphore {
    permits: usize,
    at_work: Mutex<()>,
}

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { permits, at_work: Mutex::new(()) }
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        let _at_work = self.at_work.lock().unwrap_or_else(PoisonError::into_inner);
        work()
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        if self.permits == 0 {
            return None;
        }
        let _at_work = self.at_work.try_lock().ok()?;
        Some(work())
    }
}
