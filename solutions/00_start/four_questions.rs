//! Two lines changed, four questions answered.

use std::sync::atomic::{self, Ordering};

/// Counts hits, from as many threads as there are.
#[derive(Default)]
pub struct Hits {
    // Private: a field of a `pub struct` is out of reach for other modules unless it says `pub`.
    // In Go the lower-case name would keep other packages out, but not the rest of this one.
    // As wide as a word: sixteen bits are full after 65,535 hits, and an atomic that is full starts
    // again at zero without a word, in debug builds too.
    count: atomic::AtomicUsize,
}

impl Hits {
    /// A counter that has seen nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts one hit.
    pub fn record(&self) {
        // One step. With `load` and `store` another thread can come between the two, and its hit is
        // overwritten by a number that was right a moment ago. This is Go's `h.count.Add(1)`, and
        // `SeqCst` is the ordering that Go's atomics always have; chapter 15 is about the others.
        self.count.fetch_add(1, Ordering::SeqCst);
    }

    /// The number of hits so far.
    pub fn total(&self) -> u64 {
        self.count.load(Ordering::SeqCst) as u64
    }
}
