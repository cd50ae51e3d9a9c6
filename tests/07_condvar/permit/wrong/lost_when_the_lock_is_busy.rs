//@ caught-by: model
//@ says: The permit uses `try_lock` so as not to wait while it ends. When the lock is busy just then, the slot is lost.
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
        if let Ok(mut free) = self.slots.free.try_lock() {
            *free += 1;
            self.slots.released.notify_one();
        }
    }
}
