//@ caught-by: model
//@ says: Two slots get free before anybody has taken the first, and only the first one rings: of two who wait one sleeps beside a free slot.
//@ fails: every_slot_wakes_somebody
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
        let free = self.free.lock().unwrap();
        *self.released.wait_while(free, |free| *free == 0).unwrap() -= 1;
        Permit { slots: self }
    }

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
        let mut free = self.slots.free.lock().unwrap();
        *free += 1;
        if *free == 1 {
            self.slots.released.notify_one();
        }
    }
}
