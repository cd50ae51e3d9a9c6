//! Optimistic: `fetch_update` looks again whenever somebody came between.

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
        // Never an Err: the closure always has a next value.
        let _ =
            self.count.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |seen| Some(seen + 1));
    }

    pub fn total(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }
}
