//@ caught-by: model
//@ says: A fence is half of a pair as well: without one behind the load that has seen the flag, nothing is received.
//@ fails: both_or_nothing, what_was_written_before_goes_along
//@ kind: assertion
//@ sort: schedule-only

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering, fence};

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
        fence(Ordering::Release);
        self.ready.store(true, Ordering::Relaxed);
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
