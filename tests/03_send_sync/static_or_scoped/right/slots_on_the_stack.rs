//! The two threads of the scope write to two slots; the background one shares its slot, and unparks whoever waits.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};

pub fn both<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send,
    B: FnOnce() -> RB + Send,
    RA: Send,
    RB: Send,
{
    let (mut one, mut other) = (None, None);
    thread::scope(|scope| {
        scope.spawn(|| one = Some(first()));
        scope.spawn(|| other = Some(second()));
    });
    // A panic of either has become a panic of the scope.
    one.zip(other).expect("the scope is over, and nobody panicked")
}

pub struct Later<T> {
    slot: Arc<Mutex<Slot<T>>>,
}

enum Slot<T> {
    Empty,
    Awaited(Thread),
    Full(thread::Result<T>),
}

pub fn later<F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let slot = Arc::new(Mutex::new(Slot::Empty));
    let theirs = Arc::clone(&slot);
    thread::spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(work));
        let before = std::mem::replace(&mut *theirs.lock().unwrap(), Slot::Full(result));
        if let Slot::Awaited(waiter) = before {
            waiter.unpark();
        }
    });
    Later { slot }
}

impl<T> Later<T> {
    pub fn wait(self) -> T {
        loop {
            let mut slot = self.slot.lock().unwrap();
            match std::mem::replace(&mut *slot, Slot::Awaited(thread::current())) {
                Slot::Full(result) => {
                    return result.unwrap_or_else(|payload| resume_unwind(payload));
                }
                Slot::Empty | Slot::Awaited(_) => drop(slot),
            }
            thread::park();
        }
    }
}
