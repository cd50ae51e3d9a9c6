//@ caught-by: test
//@ says: `load` gave you a copy of the number, and the copy is what grew: nothing was written back.
//@ fails: seventy_thousand_hits_are_counted, three_threads_make_three_hits, running_totals_agree
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
        let mut count = self.count.load(Ordering::SeqCst);
        count += 1;
        let _ = count;
    }

    pub fn total(&self) -> u64 {
        self.count.load(Ordering::SeqCst)
    }
}
