//@ caught-by: model
//@ says: The ticket is taken in one step and its number read in another: by then somebody else may have taken theirs, and both read the same.
//@ fails: no_number_is_given_twice
//@ kind: assertion
//@ sort: schedule-only

use std::sync::atomic::{AtomicU64, Ordering};

pub struct Tickets {
    limit: u64,
    taken: AtomicU64,
}

impl Tickets {
    pub fn new(limit: u64) -> Tickets {
        Tickets { limit, taken: AtomicU64::new(0) }
    }

    pub fn take(&self) -> Option<u64> {
        let add = |taken| (taken < self.limit).then_some(taken + 1);
        self.taken.fetch_update(Ordering::SeqCst, Ordering::SeqCst, add).ok()?;
        Some(self.taken.load(Ordering::SeqCst))
    }

    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }
}
