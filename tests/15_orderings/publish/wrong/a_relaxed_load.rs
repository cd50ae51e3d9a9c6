//@ caught-by: model
//@ says: The store is `Release`, and the load does not ask for what went along with it. What is read after it may be older. It takes both halves.
//@ fails: both_or_nothing, what_was_written_before_goes_along
//@ kind: assertion
//@ sort: schedule-only

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
        self.cents.store(cents, Ordering::Relaxed);
        self.day.store(day, Ordering::Relaxed);
        self.ready.store(true, Ordering::Release);
    }

    pub fn get(&self) -> Option<(u64, u64)> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if !self.ready.load(Ordering::Relaxed) {
            return None;
        }
        Some((self.cents.load(Ordering::Relaxed), self.day.load(Ordering::Relaxed)))
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
