//! The number is an atomic that anyone may read, and whoever changes it holds the gate.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};

pub const LOW: u64 = 10;

pub struct Stock {
    gate: Mutex<()>,
    items: AtomicU64,
}

impl Stock {
    pub fn new(items: u64) -> Stock {
        Stock { gate: Mutex::new(()), items: AtomicU64::new(items) }
    }

    pub fn available(&self) -> u64 {
        self.items.load(Ordering::SeqCst)
    }

    pub fn take<L>(&self, wanted: u64, low: L) -> bool
    where
        L: FnOnce(u64),
    {
        let gate = self.gate.lock().unwrap();
        let items = self.available();
        if items < wanted {
            return false;
        }
        let left = items - wanted;
        self.items.store(left, Ordering::SeqCst);
        drop(gate);
        if left < LOW {
            low(left);
        }
        true
    }

    pub fn freeze(&self) -> Frozen<'_> {
        Frozen { _gate: self.gate.lock().unwrap(), stock: self }
    }
}

pub struct Frozen<'a> {
    _gate: MutexGuard<'a, ()>,
    stock: &'a Stock,
}

impl Frozen<'_> {
    pub fn items(&self) -> u64 {
        self.stock.available()
    }

    pub fn correct(&mut self, items: u64) {
        self.stock.items.store(items, Ordering::SeqCst);
    }
}
