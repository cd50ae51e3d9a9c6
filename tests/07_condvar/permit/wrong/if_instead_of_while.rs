//@ caught-by: model
//@ says: A thread that was woken may find that somebody else was quicker, or that nothing was given back: it has to ask again.
//@ kind: assertion
//@ sort: schedule-only

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
        if *free == 0 {
            free = self.released.wait(free).unwrap();
        }
        *free = free.saturating_sub(1);
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
        self.slots.released.notify_one();
    }
}
