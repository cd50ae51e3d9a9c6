//@ caught-by: compile_fail
//@ says: A clone starts with the number of the original and goes on by itself: both give out the same tickets.
//@ sort: tempting

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
        self.taken.fetch_update(Ordering::SeqCst, Ordering::SeqCst, add).ok().map(|old| old + 1)
    }

    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }
}

impl Clone for Tickets {
    fn clone(&self) -> Tickets {
        Tickets { limit: self.limit, taken: AtomicU64::new(self.taken()) }
    }
}
