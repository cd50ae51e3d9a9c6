//@ caught-by: model
//@ says: While the count is taken out everyone else sees zero, and what they put back is overwritten: change it in place, in one step.
//@ fails: no_hit_is_lost, the_total_never_goes_down
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
        let seen = self.count.swap(0, Ordering::SeqCst);
        self.count.store(seen + 1, Ordering::SeqCst);
    }

    pub fn total(&self) -> u64 {
        self.count.load(Ordering::SeqCst)
    }
}
