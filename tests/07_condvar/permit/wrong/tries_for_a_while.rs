//@ caught-by: model
//@ says: `try_acquire` waits, not long, but it does. Whoever calls it has something else to do and wants the answer now.
//@ sort: tempting

use std::sync::{Condvar, Mutex};

pub struct Slots {
    free: Mutex<usize>,
    released: Condvar,
}

#[must_use]
pub struct Permit<'a> {
    slots: &'a Slots,
}

impl Slots {
    pub fn new(slots: usize) -> Slots {
        Slots { free: Mutex::new(slots), released: Condvar::new() }
    }

    pub fn free(&self) -> usize {
        *self.free.lock().unwrap()
    }

    pub fn acquire(&self) -> Permit<'_> {
        *self.released.wait_while(self.free.lock().unwrap(), |f| *f == 0).unwrap() -= 1;
        Permit { slots: self }
    }

    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let free = self.free.lock().unwrap();
        let (mut free, t) = self
            .released
            .wait_timeout_while(free, std::time::Duration::from_millis(10), |f| *f == 0)
            .unwrap();
        if t.timed_out() {
            return None;
        }
        *free -= 1;
        Some(Permit { slots: self })
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        let _permit = self.acquire();
        work()
    }
}

impl Permit<'_> {
    pub fn release(self) {}
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.slots.free.lock().unwrap() += 1;
        self.slots.released.notify_one();
    }
}
