//@ caught-by: model
//@ says: Several threads may have waited for the end of the stocktaking, and one of them is woken: the others wait on, beside a stock that nobody freezes.
//@ fails: everybody_goes_on_when_it_thaws
//@ sort: schedule-only

use std::marker::PhantomData;
use std::sync::{Condvar, Mutex, MutexGuard};

pub const LOW: u64 = 10;

struct Shelf {
    items: u64,
    frozen: bool,
}

pub struct Stock {
    shelf: Mutex<Shelf>,
    thawed: Condvar,
}

impl Stock {
    pub fn new(items: u64) -> Stock {
        Stock { shelf: Mutex::new(Shelf { items, frozen: false }), thawed: Condvar::new() }
    }

    /// The shelf, as soon as nobody counts it.
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        let shelf = self.shelf.lock().unwrap();
        self.thawed.wait_while(shelf, |shelf| shelf.frozen).unwrap()
    }

    pub fn available(&self) -> u64 {
        self.shelf().items
    }

    pub fn take<L>(&self, wanted: u64, low: L) -> bool
    where
        L: FnOnce(u64),
    {
        let mut shelf = self.shelf();
        let Some(left) = shelf.items.checked_sub(wanted) else { return false };
        shelf.items = left;
        drop(shelf);
        if left < LOW {
            low(left);
        }
        true
    }

    pub fn freeze(&self) -> Frozen<'_> {
        self.shelf().frozen = true;
        Frozen { stock: self, stays_here: PhantomData }
    }
}

pub struct Frozen<'a> {
    stock: &'a Stock,
    /// A raw pointer is not `Send`, and nor is what claims to contain one.
    stays_here: PhantomData<*const ()>,
}

impl Frozen<'_> {
    pub fn items(&self) -> u64 {
        self.stock.shelf.lock().unwrap().items
    }

    pub fn correct(&mut self, items: u64) {
        self.stock.shelf.lock().unwrap().items = items;
    }
}

impl Drop for Frozen<'_> {
    fn drop(&mut self) {
        self.stock.shelf.lock().unwrap().frozen = false;
        self.stock.thawed.notify_one();
    }
}
