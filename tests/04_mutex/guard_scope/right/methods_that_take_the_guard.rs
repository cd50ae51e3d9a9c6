//! Go's `takeLocked`: what needs the lock is a method of the data behind it, and it cannot be called without a guard.

use std::ops::DerefMut;
use std::sync::{Mutex, MutexGuard};

pub const LOW: u64 = 10;

struct Shelf {
    items: u64,
}

impl Shelf {
    /// What is left, if there is enough.
    fn take(&mut self, wanted: u64) -> Option<u64> {
        self.items = self.items.checked_sub(wanted)?;
        Some(self.items)
    }
}

pub struct Stock {
    shelf: Mutex<Shelf>,
}

impl Stock {
    pub fn new(items: u64) -> Stock {
        Stock { shelf: Mutex::new(Shelf { items }) }
    }

    pub fn available(&self) -> u64 {
        self.freeze().items()
    }

    pub fn take<L>(&self, wanted: u64, low: L) -> bool
    where
        L: FnOnce(u64),
    {
        // The guard has no name and is gone at the semicolon.
        let left = self.shelf.lock().unwrap().take(wanted);
        left.filter(|left| *left < LOW).map(low);
        left.is_some()
    }

    pub fn freeze(&self) -> Frozen<'_> {
        Frozen(self.shelf.lock().unwrap())
    }
}

pub struct Frozen<'a>(MutexGuard<'a, Shelf>);

impl Frozen<'_> {
    pub fn items(&self) -> u64 {
        self.0.items
    }

    pub fn correct(&mut self, items: u64) {
        self.0.deref_mut().items = items;
    }
}
