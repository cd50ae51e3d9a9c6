//! A lock instead of an atomic: one guard covers the read and the write.

use std::sync::Mutex;

#[derive(Default)]
pub struct Hits {
    count: Mutex<u64>,
}

impl Hits {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn record(&self) {
        // The unwrap: nothing panics under this lock, so it cannot be poisoned.
        *self.count.lock().unwrap() += 1;
    }

    pub fn total(&self) -> u64 {
        *self.count.lock().unwrap() // as above
    }
}
