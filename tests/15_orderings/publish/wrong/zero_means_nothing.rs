//@ caught-by: test
//@ says: A rate of 0 cents is a rate. Whether something has been published needs a place of its own.
//@ fails: zero_is_a_rate
//@ sort: boundary

use std::sync::atomic::{AtomicU64, Ordering};

pub struct Rate {
    cents: AtomicU64,
    day: AtomicU64,
    asked: AtomicU64,
}

impl Rate {
    pub const fn new() -> Rate {
        Rate { cents: AtomicU64::new(0), day: AtomicU64::new(0), asked: AtomicU64::new(0) }
    }

    pub fn publish(&self, cents: u64, day: u64) {
        self.day.store(day, Ordering::Relaxed);
        self.cents.store(cents, Ordering::Release);
    }

    pub fn get(&self) -> Option<(u64, u64)> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        match self.cents.load(Ordering::Acquire) {
            0 => None,
            cents => Some((cents, self.day.load(Ordering::Relaxed))),
        }
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
