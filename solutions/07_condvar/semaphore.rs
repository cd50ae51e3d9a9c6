//! The question and the taking are one critical section, and giving back is what a value does when it ends.

use std::sync::{Condvar, Mutex};

/// So many works at once, and no more.
pub struct Semaphore {
    free: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    /// A semaphore with so many permits.
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { free: Mutex::new(permits), released: Condvar::new() }
    }

    /// Waits for a permit, and runs `work` with it.
    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        let mut free =
            self.released.wait_while(self.free.lock().unwrap(), |free| *free == 0).unwrap();
        // Still the guard under which it was seen that `free` is not 0. Nobody can have taken that permit since.
        *free -= 1;
        // No lock is held while the work runs, or there would be one permit, whatever `new` was told.
        drop(free);
        let _permit = Taken(self);
        work()
    }

    /// Runs `work` if a permit is free now.
    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        {
            let mut free = self.free.lock().unwrap();
            *free = free.checked_sub(1)?;
        }
        let _permit = Taken(self);
        Some(work())
    }
}

/// A permit that was taken. Private, and made only where one was taken: so nobody can give back what they do not have.
struct Taken<'a>(&'a Semaphore);

impl Drop for Taken<'_> {
    /// Go's `defer`. It runs after the work, and also while a panic passes through `run`.
    fn drop(&mut self) {
        *self.0.free.lock().unwrap() += 1;
        // One permit is for one thread, and all who wait here wait for a permit.
        self.0.released.notify_one();
    }
}
