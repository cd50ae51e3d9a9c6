//@ caught-by: model
//@ says: The load is atomic and the store is atomic, but another thread can come between the two: `fetch_add` reads, adds and writes in one step.
//@ fails: no_hit_is_lost, the_total_never_goes_down
//@ kind: assertion
//@ sort: tempting

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Default)]
pub struct Hits {
    count: AtomicU64,
}

impl Hits {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn record(&self) {
        self.count.store(self.count.load(Ordering::SeqCst) + 1, Ordering::SeqCst);
    }

    pub fn total(&self) -> u64 {
        self.count.load(Ordering::SeqCst)
    }
}
