//@ caught-by: test
//@ says: `low` is called while the guard lives, so whoever is told cannot look at the stock, and nor can whoever they wait for.
//@ fails: low_may_use_the_stock, a_panic_in_low_harms_nobody
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
        let mut items = self.items.lock().unwrap();
        if *items < wanted {
            return false;
        }
        *items -= wanted;
        if *items < LOW {
            low(*items);
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
