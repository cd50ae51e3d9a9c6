//@ caught-by: model
//@ says: The notification comes before the permit: whoever is woken by it finds nothing, sleeps again, and nobody wakes it when the permit is there.
//@ kind: deadlock
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
        let mut free = self.free.lock().unwrap();
        let is_free = *free > 0;
        if is_free {
            *free -= 1;
        }
        is_free
    }

    fn release(&self) {
        self.released.notify_one();
        *self.free.lock().unwrap() += 1;
    }
}

struct Taken<'a>(&'a Semaphore);

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.0.release();
    }
}
