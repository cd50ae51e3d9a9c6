//! The permit is a value that gives back its slot when it ends, and the compiler counts its ends: one.

use std::sync::{Condvar, Mutex};

/// So many slots, each free or taken.
pub struct Slots {
    free: Mutex<usize>,
    released: Condvar,
}

/// A slot that is taken.
///
/// Neither `Clone` nor `Copy`: there are as many permits as slots were taken. It holds a reference and no guard: it can be sent,
/// which a `MutexGuard` cannot, and no lock is held while it lives. Its field is private, so only `acquire` and `try_acquire` make one.
#[must_use = "the slot is free again as soon as this is dropped"]
pub struct Permit<'a> {
    slots: &'a Slots,
}

impl Slots {
    /// So many free slots.
    pub fn new(slots: usize) -> Slots {
        Slots { free: Mutex::new(slots), released: Condvar::new() }
    }

    /// How many slots are free.
    pub fn free(&self) -> usize {
        *self.free.lock().unwrap()
    }

    /// Waits for a free slot and takes it.
    pub fn acquire(&self) -> Permit<'_> {
        let free = self.free.lock().unwrap();
        // The guard that `wait_while` returns is the one under which it last saw that a slot is free.
        *self.released.wait_while(free, |free| *free == 0).unwrap() -= 1;
        Permit { slots: self }
    }

    /// Takes a free slot, if there is one.
    #[must_use = "the slot is free again as soon as this is dropped"]
    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let mut free = self.free.lock().unwrap();
        *free = free.checked_sub(1)?;
        Some(Permit { slots: self })
    }

    /// Runs `work` in a slot.
    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        // A name, although nobody reads it. `_` is no name: it takes nothing, and the permit would end in this line.
        let _permit = self.acquire();
        work()
    }
}

impl Permit<'_> {
    /// Gives the slot back, earlier than at the end of the permit.
    pub fn release(self) {
        // Nothing to do: `self` ends here, and what happens then is written once, below. A line here that counts, too, would
        // give the slot back twice.
    }
}

impl Drop for Permit<'_> {
    /// Runs at every end: the closing brace, `?`, `drop`, a panic that passes by, the end of the thread that has it.
    fn drop(&mut self) {
        *self.slots.free.lock().unwrap() += 1;
        self.slots.released.notify_one();
    }
}
