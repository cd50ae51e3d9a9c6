//@ caught-by: model
//@ says: The slot is given back, and nobody who waits for it is told.
//@ fails: everybody_who_waits_gets_a_turn, a_panic_wakes_whoever_waits
//@ kind: deadlock
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
    }
}
