//@ caught-by: test
//@ says: `low` is called without a lock, but before the items are taken: whoever is told finds more items than they were told of.
//@ fails: low_may_use_the_stock
//@ sort: tempting

use std::sync::{Mutex, MutexGuard};

pub const LOW: u64 = 10;

pub struct Stock {
    items: Mutex<u64>,
}

impl Stock {
    pub fn new(items: u64) -> Stock {
        Stock { items: Mutex::new(items) }
    }

    pub fn available(&self) -> u64 {
        *self.items.lock().unwrap()
    }

    pub fn take<L>(&self, wanted: u64, low: L) -> bool
    where
        L: FnOnce(u64),
    {
        let items = self.available();
        if items < wanted {
            return false;
        }
        if items - wanted < LOW {
            low(items - wanted);
        }
        *self.items.lock().unwrap() -= wanted;
        true
    }

    pub fn freeze(&self) -> Frozen<'_> {
        Frozen { items: self.items.lock().unwrap() }
    }
}

pub struct Frozen<'a> {
    items: MutexGuard<'a, u64>,
}

impl Frozen<'_> {
    pub fn items(&self) -> u64 {
        *self.items
    }

    pub fn correct(&mut self, items: u64) {
        *self.items = items;
    }
}
