//! The loop behind `fetch_update`, by hand: what the failed exchange found is what the next attempt starts from.

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
        let mut taken = self.taken.load(Ordering::Acquire);
        while taken < self.limit {
            let next = taken + 1;
            match self.taken.compare_exchange_weak(taken, next, Ordering::AcqRel, Ordering::Acquire)
            {
                Ok(_) => return Some(next),
                Err(found) => taken = found,
            }
        }
        None
    }

    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::Acquire)
    }
}
