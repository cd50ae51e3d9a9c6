//@ caught-by: model
//@ says: Another handler records a larger number between the load and the store, and the store writes over it.
//@ fails: the_larger_one_remains
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
        let new = micros > self.max.load(Ordering::SeqCst);
        if new {
            self.max.store(micros, Ordering::SeqCst);
        }
        new
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> u64 {
        self.max.swap(0, Ordering::SeqCst)
    }
}
