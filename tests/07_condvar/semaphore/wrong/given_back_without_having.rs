//@ caught-by: test
//@ says: The permit is given back on every way out, also on the one where none was taken: after a vain attempt there is one too many.
//@ fails: no_permit_no_work, as_many_as_there_are_permits
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
        let is_free = self.try_acquire();
        let _permit = Taken(self);
        is_free.then(work)
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

struct Taken<'a>(&'a Semaphore);

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.0.release();
    }
}
