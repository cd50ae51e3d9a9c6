//@ caught-by: model
//@ says: A thread that was woken may find that somebody else was quicker, or that nobody gave anything back: it has to ask again.
//@ kind: assertion
//@ sort: schedule-only

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
        if *free == 0 {
            free = self.released.wait(free).unwrap();
        }
        *free = free.saturating_sub(1);
    }

    fn try_acquire(&self) -> bool {
        let mut free = self.free.lock().unwrap();
        let is_free = *free > 0;
        if is_free {
            *free -= 1;
        }
        is_free
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
