//@ caught-by: model
//@ says: A failed exchange is taken for "not a new maximum", but the number that was faster may have been a smaller one: load again and compare again.
//@ fails: the_larger_one_remains
//@ kind: assertion
//@ sort: schedule-only

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
        let seen = self.max.load(Ordering::SeqCst);
        micros > seen
            && self.max.compare_exchange(seen, micros, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> u64 {
        self.max.swap(0, Ordering::SeqCst)
    }
}
