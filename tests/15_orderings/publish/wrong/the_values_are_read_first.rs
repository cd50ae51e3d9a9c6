//@ caught-by: model
//@ says: The values are read before the flag is asked, so they may be older than its answer. What the flag promises is for what comes *after* it.
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
        self.cents.store(cents, Ordering::Relaxed);
        self.day.store(day, Ordering::Relaxed);
        self.ready.store(true, Ordering::Release);
    }

    pub fn get(&self) -> Option<(u64, u64)> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let rate = (self.cents.load(Ordering::Acquire), self.day.load(Ordering::Acquire));
        self.ready.load(Ordering::Acquire).then_some(rate)
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
