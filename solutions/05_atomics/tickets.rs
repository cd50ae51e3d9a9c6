//! One step that reads, decides and writes: whoever is told that there is a ticket has it already.

use std::sync::atomic::{AtomicU64, Ordering};

/// Numbered tickets, as many as there are.
pub struct Tickets {
    limit: u64,
    /// Never more than `limit`.
    taken: AtomicU64,
}

impl Tickets {
    /// `limit` tickets that nobody has taken yet.
    pub fn new(limit: u64) -> Tickets {
        Tickets { limit, taken: AtomicU64::new(0) }
    }

    /// The number of a ticket that nobody else gets, if there is one left.
    pub fn take(&self) -> Option<u64> {
        // `fetch_update` is the loop "load, compute, compare-and-swap, and again if somebody came between". When it returns
        // `Ok(old)`, the number was `old` at the very moment at which it became `old + 1`. So the decision "there is one left"
        // was made on the value that was replaced, and nobody else has replaced that one.
        //
        // The number comes from `old`, not from another `load`: by then others may have taken theirs.
        //
        // `Relaxed` is enough. The number counts and announces nothing else (chapter 15), and all operations on one atomic
        // have one order that everybody agrees on, whatever the ordering says.
        self.taken
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |taken| {
                (taken < self.limit).then(|| taken + 1)
            })
            .ok()
            .map(|old| old + 1)
    }

    /// How many tickets have been taken.
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }
}
