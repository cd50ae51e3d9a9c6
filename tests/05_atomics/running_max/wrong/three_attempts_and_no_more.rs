//@ caught-by: model
//@ says: Three attempts lose a number as two do, only more rarely: each exchange that fails has let another one through, and nobody knows how many are on their way. A loop ends when the number is recorded, or is no maximum any more.
//@ fails: disturbed_three_times
//@ sort: schedule-only

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

#[derive(Default)]
pub struct Peak {
    max: AtomicU64,
}

impl Peak {
    pub fn new() -> Peak {
        Peak::default()
    }

    pub fn record(&self, micros: u64) -> bool {
        // "It never waits for ever": three attempts, and no more.
        for _ in 0..3 {
            let seen = self.max.load(SeqCst);
            if micros <= seen {
                return false;
            }
            if self.max.compare_exchange(seen, micros, SeqCst, SeqCst).is_ok() {
                return true;
            }
        }
        false
    }

    pub fn max(&self) -> u64 {
        self.max.load(SeqCst)
    }

    pub fn take(&self) -> u64 {
        self.max.swap(0, SeqCst)
    }
}
