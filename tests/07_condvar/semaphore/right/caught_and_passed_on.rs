//! No guard: the panic is caught, the permit given back under the lock, and the panic passed on.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
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
        self.work(work)
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        if !self.try_acquire() {
            return None;
        }
        Some(self.work(work))
    }

    fn work<R>(&self, work: impl FnOnce() -> R) -> R {
        let result = catch_unwind(AssertUnwindSafe(work));
        self.release();
        match result {
            Ok(result) => result,
            Err(panic) => resume_unwind(panic),
        }
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
