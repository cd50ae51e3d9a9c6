//@ caught-by: model
//@ says: Everything is `SeqCst`, and the flag is set before the values are there. No ordering repairs an order of steps.
//@ fails: both_or_nothing
//@ kind: assertion
//@ sort: tempting

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

pub struct Rate {
    cents: AtomicU64,
    day: AtomicU64,
    ready: AtomicBool,
    asked: AtomicU64,
}

impl Rate {
    pub const fn new() -> Rate {
        Rate {
            cents: AtomicU64::new(0),
            day: AtomicU64::new(0),
            ready: AtomicBool::new(false),
            asked: AtomicU64::new(0),
        }
    }

    pub fn publish(&self, cents: u64, day: u64) {
        self.ready.store(true, Ordering::SeqCst);
        self.cents.store(cents, Ordering::SeqCst);
        self.day.store(day, Ordering::SeqCst);
    }

    pub fn get(&self) -> Option<(u64, u64)> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if !self.ready.load(Ordering::SeqCst) {
            return None;
        }
        Some((self.cents.load(Ordering::SeqCst), self.day.load(Ordering::SeqCst)))
    }

    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Default for Rate {
    fn default() -> Rate {
        Rate::new()
    }
}
