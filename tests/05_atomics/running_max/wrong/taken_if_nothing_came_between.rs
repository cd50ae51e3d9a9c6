//@ caught-by: model
//@ says: The peak is set back only if nobody came between. If somebody did, it stays, and is shown in the next minute again.
//@ fails: every_number_counts_in_one_minute
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
        self.max.fetch_max(micros, Ordering::SeqCst) < micros
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> u64 {
        let max = self.max.load(Ordering::SeqCst);
        match self.max.compare_exchange(max, 0, Ordering::SeqCst, Ordering::SeqCst) {
            Ok(max) => max,
            Err(max) => max,
        }
    }
}
