//! A lone number needs no ordering with anything else: `Relaxed` counts as exactly as `SeqCst`.

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Default)]
pub struct Hits {
    hits_so_far: AtomicU64,
}

impl Hits {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn record(&self) {
        self.hits_so_far.fetch_add(1, Ordering::Relaxed);
    }

    pub fn total(&self) -> u64 {
        self.hits_so_far.load(Ordering::Relaxed)
    }
}
