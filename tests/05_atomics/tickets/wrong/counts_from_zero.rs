//@ caught-by: test
//@ says: `fetch_add` returns the number before it was added to; Go's `Add` returns the one after. The first ticket is number 1.
//@ fails: the_numbers_agree, nothing_comes_after_the_last
//@ sort: boundary

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
        let number = self.taken.fetch_add(1, Ordering::SeqCst);
        (number < self.limit).then_some(number)
    }

    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst).min(self.limit)
    }
}
