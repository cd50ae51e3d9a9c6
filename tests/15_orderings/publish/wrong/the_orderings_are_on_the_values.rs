//@ caught-by: model
//@ says: The orderings are on the values, and the flag is relaxed. What is promised is promised by the variable that is asked first: the flag.
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
        self.cents.store(cents, Ordering::Release);
        self.day.store(day, Ordering::Release);
        self.ready.store(true, Ordering::Relaxed);
    }

    pub fn get(&self) -> Option<(u64, u64)> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if !self.ready.load(Ordering::Relaxed) {
            return None;
        }
        Some((self.cents.load(Ordering::Acquire), self.day.load(Ordering::Acquire)))
    }

    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Default for Rate {
    fn default() -> Rate {
        Rate::new()
    }
}
