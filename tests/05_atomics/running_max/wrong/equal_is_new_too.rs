//@ caught-by: test
//@ says: The same number once more is not larger than everything before it; and 0 is not larger than 0.
//@ fails: only_a_larger_number_is_new, nothing_is_recorded
//@ sort: boundary

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
        self.max.fetch_max(micros, Ordering::SeqCst) <= micros
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> u64 {
        self.max.swap(0, Ordering::SeqCst)
    }
}
