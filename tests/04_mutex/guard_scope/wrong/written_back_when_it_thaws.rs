//@ caught-by: compile_fail
//@ says: This `Frozen` holds a copy of the number and no lock: others take items meanwhile, and the copy is written over them. A lock would have made it impossible to send.
//@ sort: tempting

use std::sync::Mutex;

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
        let left = *items;
        drop(items);
        if left < LOW {
            low(left);
        }
        true
    }

    pub fn freeze(&self) -> Frozen<'_> {
        Frozen { stock: self, items: self.available() }
    }
}

pub struct Frozen<'a> {
    stock: &'a Stock,
    items: u64,
}

impl Frozen<'_> {
    pub fn items(&self) -> u64 {
        self.items
    }

    pub fn correct(&mut self, items: u64) {
        self.items = items;
    }
}

impl Drop for Frozen<'_> {
    fn drop(&mut self) {
        *self.stock.items.lock().unwrap() = self.items;
    }
}
