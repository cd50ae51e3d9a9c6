//@ caught-by: test
//@ says: Sixteen bits are full after 65,535 hits and the next one starts again at zero: use a wider atomic.
//@ fails: seventy_thousand_hits_are_counted
//@ sort: boundary

use std::sync::atomic::{AtomicU16, Ordering};

#[derive(Default)]
pub struct Hits {
    count: AtomicU16,
}

impl Hits {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn record(&self) {
        self.count.fetch_add(1, Ordering::SeqCst);
    }

    pub fn total(&self) -> u64 {
        u64::from(self.count.load(Ordering::SeqCst))
    }
}
