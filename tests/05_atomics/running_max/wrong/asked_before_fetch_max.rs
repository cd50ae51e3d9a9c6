//@ caught-by: model
//@ says: `fetch_max` keeps the right number, but whether it is new was asked in a step before: two threads that record the same number are both told yes.
//@ fails: the_same_number_is_new_once
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
        self.max.fetch_max(micros, Ordering::SeqCst);
        micros > seen
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> u64 {
        self.max.swap(0, Ordering::SeqCst)
    }
}
