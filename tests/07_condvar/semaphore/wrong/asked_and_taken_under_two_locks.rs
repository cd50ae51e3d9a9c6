//@ caught-by: model
//@ says: "One is free" was seen under one guard, and the permit is taken under another: in between somebody else took it.
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
        while *free == 0 {
            free = self.released.wait(free).unwrap();
        }
        *free -= 1;
    }

    fn try_acquire(&self) -> bool {
        if *self.free.lock().unwrap() == 0 {
            return false;
        }
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
