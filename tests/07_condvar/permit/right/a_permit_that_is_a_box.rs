//! Each slot is a thing of its own that lies in a list while it is free, and in the permit while it is taken.

use std::sync::{Condvar, Mutex};

/// Cannot be cloned, and there are no more than there were in the beginning.
struct Slot;

pub struct Slots {
    free: Mutex<Vec<Slot>>,
    released: Condvar,
}

#[must_use]
pub struct Permit<'a> {
    slot: Option<Slot>,
    from: &'a Slots,
}

impl Slots {
    pub fn new(slots: usize) -> Slots {
        Slots { free: Mutex::new((0..slots).map(|_| Slot).collect()), released: Condvar::new() }
    }

    pub fn free(&self) -> usize {
        self.free.lock().unwrap().len()
    }

    pub fn acquire(&self) -> Permit<'_> {
        let mut free = self.free.lock().unwrap();
        loop {
            match free.pop() {
                Some(slot) => return Permit { slot: Some(slot), from: self },
                None => free = self.released.wait(free).unwrap(),
            }
        }
    }

    #[must_use]
    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let slot = self.free.lock().unwrap().pop()?;
        Some(Permit { slot: Some(slot), from: self })
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
        self.from.free.lock().unwrap().extend(self.slot.take());
        self.from.released.notify_all();
    }
}
