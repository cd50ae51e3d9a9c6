//@ caught-by: model
//@ says: The exchange fails when somebody else has recorded meanwhile, and its `Err` is thrown away: the larger number is lost.
//@ fails: the_larger_one_remains, the_same_number_is_new_once
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
        let seen = self.max.load(Ordering::SeqCst);
        if micros <= seen {
            return false;
        }
        let _ = self.max.compare_exchange(seen, micros, Ordering::SeqCst, Ordering::SeqCst);
        true
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> u64 {
        self.max.swap(0, Ordering::SeqCst)
    }
}
