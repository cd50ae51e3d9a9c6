//! An `RwLock`: looking shares it, taking and counting have it to themselves, and its write guard is not `Send` either.

use std::sync::{RwLock, RwLockWriteGuard};

pub const LOW: u64 = 10;

pub struct Stock {
    items: RwLock<u64>,
}

impl Stock {
    pub fn new(items: u64) -> Stock {
        Stock { items: RwLock::new(items) }
    }

    pub fn available(&self) -> u64 {
        *self.items.read().unwrap()
    }

    pub fn take<L>(&self, wanted: u64, low: L) -> bool
    where
        L: FnOnce(u64),
    {
        let left = {
            let mut items = self.items.write().unwrap();
            if *items < wanted {
                return false;
            }
            *items -= wanted;
            *items
        };
        if left < LOW {
            low(left);
        }
        true
    }

    pub fn freeze(&self) -> Frozen<'_> {
        Frozen { items: self.items.write().unwrap() }
    }
}

pub struct Frozen<'a> {
    items: RwLockWriteGuard<'a, u64>,
}

impl Frozen<'_> {
    pub fn items(&self) -> u64 {
        *self.items
    }

    pub fn correct(&mut self, items: u64) {
        *self.items = items;
    }
}
