//@ caught-by: test
//@ says: After `fetch_max` the number is there, whoever has put it there: a second record of the same number finds itself and calls it new.
//@ fails: only_a_larger_number_is_new
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
        self.max.fetch_max(micros, Ordering::SeqCst);
        micros > 0 && self.max.load(Ordering::SeqCst) == micros
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> u64 {
        self.max.swap(0, Ordering::SeqCst)
    }
}
