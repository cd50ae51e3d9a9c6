//! # The permit that was given back twice
//!
//! A gateway holds at most so many connections to a mail server. A connection is opened by one thread,
//! used by another and closed by a third, so no closure is around all of it. Something has to be handed
//! on from thread to thread that says: this one counts.
//!
//! In Go that something is a method to be called at the end, `defer pool.Release()`, and a convention: once,
//! by whoever is the last. Called twice, on two paths that both clean up, it lets in one connection too many.
//! Not called, on the path with the early return, it makes room for one less, for ever.
//!
//! In Rust it can be a value. Somebody has it, or nobody. It ends once, wherever that is.
//!
//! Before you edit: a permit is moved into a thread, and that thread panics. Which line of your program gives it
//! back?
//!
//! What must hold:
//!
//! - Keep all names and signatures. `Slots::new(slots)` has so many free slots. Threads share one `&Slots`.
//! - `acquire()` waits until a slot is free, and takes it. `try_acquire()` does not wait: `None` if none is free.
//!   `free()` says how many are.
//! - A slot is taken as long as its `Permit` lives, and free when that has ended, however it has: by
//!   `release()`, at the end of a block, by an early return, by a panic, or on another thread. Each
//!   permit gives back one slot, once.
//! - When a slot gets free and somebody waits in `acquire`, somebody gets it.
//! - A permit can be sent to another thread.
//! - A permit cannot be used twice: it cannot be cloned or copied, and it is gone after `release()`.
//! - `run(work)` has a slot as long as `work` runs, and returns what `work` returns.
//!
//! And write `#[must_use]` above `Permit`: then the compiler warns of a line `slots.acquire();`, which takes
//! a slot and gives it back at once. (No check sees whether you did.)

use std::sync::{Condvar, Mutex};

/// So many slots, each free or taken.
pub struct Slots {
    free: Mutex<usize>,
    released: Condvar,
}

/// A slot that is taken.
// TODO: who may make a second one of this, and who notices that it has ended?
#[derive(Clone)]
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
        *self.released.wait_while(free, |free| *free == 0).unwrap() -= 1;
        Permit { slots: self }
    }

    /// Takes a free slot, if there is one.
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
        // TODO: how long does a permit live that is given to `_`?
        let _ = self.acquire();
        work()
    }
}

impl Permit<'_> {
    /// Gives the slot back, earlier than at the end of the permit.
    // TODO: what can the caller still do with a permit that was only lent to this method?
    pub fn release(&self) {
        *self.slots.free.lock().unwrap() += 1;
        self.slots.released.notify_one();
    }
}
