//@ caught-by: test
//@ says: Without a limit every work runs at once, and the database hangs up.
//@ fails: no_permit_no_work
//@ sort: tempting

use std::sync::{Condvar, Mutex};

pub struct Semaphore {
    free: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { free: Mutex::new(permits), released: Condvar::new() }
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        self.acquire();
        let _permit = Taken(self);
        work()
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        if !self.try_acquire() {
            return None;
        }
        let _permit = Taken(self);
        Some(work())
    }

    fn acquire(&self) {
        let mut free = self.free.lock().unwrap();
        *free = free.saturating_sub(1);
    }

    fn try_acquire(&self) -> bool {
        self.acquire();
        true
    }

    fn release(&self) {
        *self.free.lock().unwrap() += 1;
        self.released.notify_one();
    }
}

struct Taken<'a>(&'a Semaphore);

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.0.release();
    }
}
