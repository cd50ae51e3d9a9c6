//! A guard lives exactly as long as the numbers behind it must not change: shorter than `take`, and longer than `freeze`.

use std::sync::{Mutex, MutexGuard};

/// Purchasing wants to know when fewer than these are left.
pub const LOW: u64 = 10;

/// How many items of an article there are.
pub struct Stock {
    items: Mutex<u64>,
}

impl Stock {
    /// A stock of so many items.
    pub fn new(items: u64) -> Stock {
        Stock { items: Mutex::new(items) }
    }

    /// How many items there are.
    pub fn available(&self) -> u64 {
        *self.items.lock().unwrap()
    }

    /// Takes `wanted` items, or none; whether it took them. Calls `low` if few are left.
    pub fn take<L>(&self, wanted: u64, low: L) -> bool
    where
        L: FnOnce(u64),
    {
        // The block is the critical section: the question whether there are enough, the taking, and the number that is
        // left. What leaves it is a number. A reference could not, since the guard ends at this brace.
        let left = {
            let mut items = self.items.lock().unwrap();
            // `self.available()` would wait for the lock that this thread holds. The guard is the way to the number.
            if *items < wanted {
                return false;
            }
            *items -= wanted;
            *items
        };

        // Nothing is held any more: `low` may wait for whomever it likes. Others may take items meanwhile, and that is why
        // `left` was read above. Read here, it might be what somebody else has left.
        if left < LOW {
            low(left);
        }
        true
    }

    /// Nobody else takes anything, until the `Frozen` is dropped.
    pub fn freeze(&self) -> Frozen<'_> {
        Frozen { items: self.items.lock().unwrap() }
    }
}

/// A stock during the stocktaking.
///
/// Go would return an `unlock` function. This is the lock itself: it cannot be given back twice, not be forgotten on the way
/// out, and not be sent to another thread, because a `MutexGuard` is not `Send` and neither is what contains one.
#[must_use = "the stock is frozen only as long as this lives"]
pub struct Frozen<'a> {
    items: MutexGuard<'a, u64>,
}

impl Frozen<'_> {
    /// How many items there are.
    pub fn items(&self) -> u64 {
        *self.items
    }

    /// So many were counted.
    pub fn correct(&mut self, items: u64) {
        *self.items = items;
    }
}
