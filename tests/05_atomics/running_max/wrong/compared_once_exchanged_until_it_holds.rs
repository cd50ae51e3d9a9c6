//@ caught-by: model
//@ says: The loop takes over the number that it has found, and never compares it: a smaller number is written over a larger one.
//@ fails: the_larger_one_remains, the_same_number_is_new_once
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
        let mut seen = self.max.load(Ordering::SeqCst);
        if micros <= seen {
            return false;
        }
        while let Err(found) =
            self.max.compare_exchange(seen, micros, Ordering::SeqCst, Ordering::SeqCst)
        {
            seen = found;
        }
        true
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> u64 {
        self.max.swap(0, Ordering::SeqCst)
    }
}
