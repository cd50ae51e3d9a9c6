//@ caught-by: compile_fail
//@ says: The field is public, so other code can write the number without asking whether it is larger.
//@ sort: tempting

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Default)]
pub struct Peak {
    pub max: AtomicU64,
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
        self.max.swap(0, Ordering::SeqCst)
    }
}
