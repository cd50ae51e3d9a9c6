//@ caught-by: model
//@ says: Two permits are given back before anybody has taken the first, and only the first one rings: of two who wait one sleeps beside a free permit.
//@ fails: every_permit_wakes_somebody
//@ kind: deadlock
//@ sort: tempting

use std::sync::{Condvar, Mutex};

pub struct Semaphore {
    free: Mutex<usize>,
    released: Condvar,
}

struct Permit<'a>(&'a Semaphore);

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut free = self.0.free.lock().unwrap();
        *free += 1;
        if *free == 1 {
            self.0.released.notify_one();
        }
    }
}

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { free: Mutex::new(permits), released: Condvar::new() }
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        {
            let mut f = self.released.wait_while(self.free.lock().unwrap(), |f| *f == 0).unwrap();
            *f -= 1;
        }
        let _permit = Permit(self);
        work()
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        {
            let mut f = self.free.lock().unwrap();
            *f = f.checked_sub(1)?;
        }
        let _permit = Permit(self);
        Some(work())
    }
}
