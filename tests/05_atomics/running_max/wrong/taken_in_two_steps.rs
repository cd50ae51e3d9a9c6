//@ caught-by: model
//@ says: The minute ends in two steps, a load and a store of 0: a number that is recorded in between belongs to no minute.
//@ fails: every_number_counts_in_one_minute
//@ kind: assertion
//@ sort: tempting

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
        self.max.fetch_max(micros, Ordering::SeqCst) < micros
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> u64 {
        let max = self.max.load(Ordering::SeqCst);
        self.max.store(0, Ordering::SeqCst);
        max
    }
}
