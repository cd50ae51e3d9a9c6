//@ caught-by: test
//@ says: `available` waits for the lock that `take` holds, and `take` waits for `available`: the guard is the way to the number, not another method that locks.
//@ fails: exactly_what_is_there_can_be_taken, the_books_agree
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
        if self.available() < wanted {
            return false;
        }
        *items -= wanted;
        let left = *items;
        drop(items);
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
