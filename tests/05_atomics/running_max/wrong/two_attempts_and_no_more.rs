//@ caught-by: model
//@ says: "It never waits for ever" is no limit of two attempts: each exchange that fails, fails because another one has come through. The third attempt is given up, and the largest number with it.
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
        // "It never waits for ever": two attempts, and no more.
        for _ in 0..2 {
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
