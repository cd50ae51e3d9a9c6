//! A read-modify-write on the flag, both ways.

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
        self.ready.swap(true, Ordering::AcqRel);
    }

    pub fn get(&self) -> Option<(u64, u64)> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if !self.ready.fetch_or(false, Ordering::AcqRel) {
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
