//@ caught-by: model
//@ says: The correction is added in one step and nothing is lost, but the stock was never frozen: the number changes under the eyes of whoever counts.
//@ fails: a_frozen_stock_stands_still
//@ kind: assertion
//@ sort: schedule-only

use std::marker::PhantomData;
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
        Frozen { stock: self, seen: self.available(), not_send: PhantomData }
    }
}

pub struct Frozen<'a> {
    stock: &'a Stock,
    seen: u64,
    not_send: PhantomData<*const ()>,
}

impl Frozen<'_> {
    pub fn items(&self) -> u64 {
        self.stock.available()
    }

    pub fn correct(&mut self, items: u64) {
        let mut now = self.stock.items.lock().unwrap();
        *now = now.wrapping_add(items.wrapping_sub(self.seen));
        self.seen = items;
    }
}
