//! One private method locks, and runs a closure on the number; nothing that might wait is ever in that closure.

use std::sync::{Mutex, MutexGuard};

pub const LOW: u64 = 10;

pub struct Stock {
    items: Mutex<u64>,
}

impl Stock {
    pub fn new(items: u64) -> Stock {
        Stock { items: Mutex::new(items) }
    }

    fn with<R>(&self, f: impl FnOnce(&mut u64) -> R) -> R {
        f(&mut self.items.lock().unwrap())
    }

    pub fn available(&self) -> u64 {
        self.with(|items| *items)
    }

    pub fn take<L>(&self, wanted: u64, low: L) -> bool
    where
        L: FnOnce(u64),
    {
        let left = self.with(|items| {
            let left = items.checked_sub(wanted)?;
            *items = left;
            Some(left)
        });
        match left {
            Some(left @ ..LOW) => low(left),
            Some(_) => (),
            None => return false,
        }
        true
    }

    pub fn freeze(&self) -> Frozen<'_> {
        Frozen { items: Some(self.items.lock().unwrap()) }
    }
}

pub struct Frozen<'a> {
    items: Option<MutexGuard<'a, u64>>,
}

impl Frozen<'_> {
    pub fn items(&self) -> u64 {
        self.items.as_deref().copied().unwrap_or(0)
    }

    pub fn correct(&mut self, counted: u64) {
        if let Some(items) = self.items.as_deref_mut() {
            *items = counted;
        }
    }
}
