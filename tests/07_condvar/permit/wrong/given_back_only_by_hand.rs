//@ caught-by: test
//@ says: Only `release` gives the slot back. An early return, a panic, or somebody who forgot, and it is taken for ever.
//@ fails: every_way_out_gives_it_back
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
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            free = self.released.wait(free).unwrap();
        }
        *free -= 1;
        Permit { slots: self }
    }

    #[must_use]
    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let mut free = self.free.lock().unwrap();
        *free = free.checked_sub(1)?;
        Some(Permit { slots: self })
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        let permit = self.acquire();
        let result = work();
        permit.release();
        result
    }
}

impl Permit<'_> {
    pub fn release(self) {
        *self.slots.free.lock().unwrap() += 1;
        self.slots.released.notify_one();
    }
}
