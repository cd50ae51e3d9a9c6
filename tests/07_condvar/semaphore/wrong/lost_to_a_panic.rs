//@ caught-by: test
//@ says: The permit is given back in the line after the work, and a panic never gets there.
//@ fails: a_panic_gives_the_permit_back
//@ sort: boundary

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
        let result = work();
        self.release();
        result
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        if !self.try_acquire() {
            return None;
        }
        let result = work();
        self.release();
        Some(result)
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
        *self.free.lock().unwrap() += 1;
        self.released.notify_one();
    }
}
