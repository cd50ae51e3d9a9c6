//! The closure decides on the very number that is replaced, as often as it takes.

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Default)]
pub struct Peak {
    max: AtomicU64,
}

impl Peak {
    pub fn new() -> Peak {
        Peak::default()
    }

    pub fn record(&self, micros: u64) -> bool {
        self.max
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |max| {
                (micros > max).then_some(micros)
            })
            .is_ok()
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::Acquire)
    }

    pub fn take(&self) -> u64 {
        self.max.swap(0, Ordering::AcqRel)
    }
}
