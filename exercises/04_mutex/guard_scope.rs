//! # The stock that locked itself up
//!
//! A warehouse counts the items of an article behind a lock. Since the service tells purchasing when
//! few are left, it hangs. It also hangs without purchasing. And after each stocktaking a few items
//! are back on the books that had been sold meanwhile.
//!
//! In Go each method begins with `mu.Lock()` and `defer mu.Unlock()`, and the lock is held until the
//! function returns: over the call of a method that locks again, and over the call of whoever has to
//! be told. A lock that outlives its function is handed out as an `unlock` function, to be called by
//! whoever likes, on any goroutine, once.
//!
//! In Rust a lock is held as long as its guard lives, and a guard is a value: it can end before the
//! function does, or be returned to the caller.
//!
//! Before you edit: `low` sends a message to another thread, and waits until it is received. That
//! thread first looks at the stock. Who waits for whom?
//!
//! What must hold:
//!
//! - Keep all signatures. `Stock::new(items)` holds `items` items; threads share one `&Stock`.
//! - `take(wanted, low)` takes `wanted` items and returns true. If there are fewer, it takes none and
//!   returns false. No item is taken twice.
//! - If a `take` that took its items (0 items, if need be) leaves fewer than `LOW`, it calls
//!   `low(left)` once, when the items are taken, and before it returns. `left` is what this very
//!   `take` has left, whatever others have taken since.
//! - No lock is held while `low` runs: it may look at the stock, take from it, freeze it, or wait for
//!   another thread that does.
//! - A `low` that panics: the panic reaches the caller of `take`, the items are gone, and the stock
//!   goes on working.
//! - `freeze()` is for the stocktaking. As long as the `Frozen` lives, nobody else takes or freezes:
//!   they wait. `items()` says how many there are. `correct(items)` says how many were counted; that
//!   many there are from then on. (You need not think of a panic while the stock is frozen.)
//! - A lock is given back by the thread that took it: the compiler refuses to send a `Frozen` to
//!   another thread.

use std::sync::Mutex;

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
        // As after `defer mu.Unlock()`: this guard is dropped at the end of the function.
        let mut items = self.items.lock().unwrap();
        // TODO: whom does this line wait for?
        if self.available() < wanted {
            return false;
        }
        *items -= wanted;
        if *items < LOW {
            // TODO: and whom might `low` wait for?
            low(*items);
        }
        true
    }

    /// Nobody else takes anything, until the `Frozen` is dropped.
    pub fn freeze(&self) -> Frozen<'_> {
        // TODO: the guard of this line is gone when the line is over. Where could it live instead?
        Frozen { stock: self, items: *self.items.lock().unwrap() }
    }
}

/// A stock during the stocktaking.
pub struct Frozen<'a> {
    stock: &'a Stock,
    items: u64,
}

impl Frozen<'_> {
    /// How many items there are.
    pub fn items(&self) -> u64 {
        self.items
    }

    /// So many were counted.
    pub fn correct(&mut self, items: u64) {
        self.items = items;
    }
}

impl Drop for Frozen<'_> {
    fn drop(&mut self) {
        *self.stock.items.lock().unwrap() = self.items;
    }
}
