//@ caught-by: model
//@ says: A `compare_exchange` that comes too late changes nothing and says so in its result: try again with the value it returns, or call `fetch_add`.
//@ fails: no_hit_is_lost
//@ kind: assertion
//@ sort: schedule-only

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
        let seen = self.count.load(Ordering::SeqCst);
        let _ = self.count.compare_exchange(seen, seen + 1, Ordering::SeqCst, Ordering::SeqCst);
    }

    pub fn total(&self) -> u64 {
        self.count.load(Ordering::SeqCst)
    }
}
