//@ caught-by: model
//@ says: The guard of an `if` condition is gone before the block begins: between the question and the taking another thread can take the last item.
//@ fails: no_item_is_taken_twice
//@ kind: assertion
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
        if *self.items.lock().unwrap() < wanted {
            return false;
        }
        let left = {
            let mut items = self.items.lock().unwrap();
            *items = items.saturating_sub(wanted);
            *items
        };
        if left < LOW {
            low(left);
        }
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
