//@ caught-by: model
//@ says: One `compare_exchange`, and that one is lost if anybody else takes or gives back at that moment. A lost exchange is to be tried again.
//@ sort: schedule-only

use std::sync::atomic::{AtomicUsize, Ordering::*};

pub struct Slots {
    free: AtomicUsize,
}

#[must_use]
pub struct Permit<'a> {
    slots: &'a Slots,
}

impl Slots {
    pub fn new(slots: usize) -> Slots {
        Slots { free: AtomicUsize::new(slots) }
    }

    pub fn free(&self) -> usize {
        self.free.load(Relaxed)
    }

    pub fn acquire(&self) -> Permit<'_> {
        loop {
            if let Some(p) = self.try_acquire() {
                return p;
            }
            std::thread::yield_now();
        }
    }

    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let f = self.free.load(Relaxed);
        if f == 0 {
            return None;
        }
        self.free.compare_exchange(f, f - 1, Relaxed, Relaxed).ok()?;
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
        self.slots.free.fetch_add(1, Relaxed);
    }
}
