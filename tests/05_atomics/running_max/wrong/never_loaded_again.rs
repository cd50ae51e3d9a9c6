//@ caught-by: model
//@ says: The exchange is tried again and again with the number that was loaded at first: once somebody has changed it, it fails for ever.
//@ fails: the_larger_one_remains
//@ kind: livelock
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
        let seen = self.max.load(Ordering::SeqCst);
        if micros <= seen {
            return false;
        }
        while self.max.compare_exchange(seen, micros, Ordering::SeqCst, Ordering::SeqCst).is_err() {
            std::hint::spin_loop();
        }
        true
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> u64 {
        self.max.swap(0, Ordering::SeqCst)
    }
}
