//! An exchange that fails says that somebody came between. Of the last ticket that is an answer: it is theirs.

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
        let mut taken = self.taken.load(Ordering::SeqCst);
        while taken < self.limit {
            let next = taken + 1;
            match self.taken.compare_exchange(taken, next, Ordering::SeqCst, Ordering::SeqCst) {
                Ok(_) => return Some(next),
                Err(_) if next == self.limit => return None,
                Err(found) => taken = found,
            }
        }
        None
    }

    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }
}
