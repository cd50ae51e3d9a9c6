//! The guard has a name and is dropped by it; the decision whether to tell is made under the lock.

use std::sync::{Arc, Mutex, MutexGuard};

pub const LOW: u64 = 10;

#[derive(Clone)]
pub struct Stock(Arc<Mutex<u64>>);

impl Stock {
    pub fn new(items: u64) -> Stock {
        Stock(Arc::new(Mutex::new(items)))
    }

    pub fn available(&self) -> u64 {
        let items = self.0.lock().unwrap();
        *items
    }

    pub fn take<L>(&self, wanted: u64, low: L) -> bool
    where
        L: FnOnce(u64),
    {
        let mut items = self.0.lock().unwrap();
        if wanted > *items {
            return false;
        }
        *items -= wanted;
        let few = (*items < LOW).then_some(*items);
        drop(items);
        if let Some(left) = few {
            low(left);
        }
        true
    }

    pub fn freeze(&self) -> Frozen<'_> {
        let guard = self.0.lock().unwrap();
        let counted = *guard;
        Frozen { guard, counted }
    }
}

/// Writes what was counted when it is dropped; it is safe to, because it still has the lock.
pub struct Frozen<'a> {
    guard: MutexGuard<'a, u64>,
    counted: u64,
}

impl Frozen<'_> {
    pub fn items(&self) -> u64 {
        self.counted
    }

    pub fn correct(&mut self, items: u64) {
        self.counted = items;
    }
}

impl Drop for Frozen<'_> {
    fn drop(&mut self) {
        *self.guard = self.counted;
    }
}
