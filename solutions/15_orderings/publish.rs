//! One pair does it: a release store, and an acquire load that reads what it has stored. Everything else may be relaxed.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A rate that is published once.
pub struct Rate {
    cents: AtomicU64,
    day: AtomicU64,
    ready: AtomicBool,
    asked: AtomicU64,
}

impl Rate {
    /// Nothing has been published.
    pub const fn new() -> Rate {
        Rate {
            cents: AtomicU64::new(0),
            day: AtomicU64::new(0),
            ready: AtomicBool::new(false),
            asked: AtomicU64::new(0),
        }
    }

    /// Publishes the rate.
    pub fn publish(&self, cents: u64, day: u64) {
        // In any order, these two: nobody looks at them who has not read `true` from `ready`.
        self.cents.store(cents, Ordering::Relaxed);
        self.day.store(day, Ordering::Relaxed);
        // Release: what this thread has done before, here and elsewhere, goes along with this store.
        self.ready.store(true, Ordering::Release);
    }

    /// The rate and its day, if they have been published.
    pub fn get(&self) -> Option<(u64, u64)> {
        // A lone number. All additions to *one* atomic are in one order whatever is written here, so none is lost; and whoever
        // joins the threads before reading has their additions by that.
        self.asked.fetch_add(1, Ordering::Relaxed);
        // Acquire: if it reads the `true` of the release store, what went along with that is here for what comes after. If it reads
        // `false` it promises nothing, and nothing is needed. One half without the other promises nothing at all.
        if !self.ready.load(Ordering::Acquire) {
            return None;
        }
        Some((self.cents.load(Ordering::Relaxed), self.day.load(Ordering::Relaxed)))
    }

    /// How often somebody has asked.
    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Default for Rate {
    fn default() -> Rate {
        Rate::new()
    }
}
