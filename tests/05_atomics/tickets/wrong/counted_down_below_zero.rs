//@ caught-by: test
//@ says: `fetch_sub` does not stop at 0: it wraps round, and then there are more tickets than ever.
//@ fails: the_numbers_agree, nothing_comes_after_the_last, a_limit_of_zero
//@ sort: boundary

use std::sync::atomic::{AtomicU64, Ordering};

pub struct Tickets {
    limit: u64,
    left: AtomicU64,
}

impl Tickets {
    pub fn new(limit: u64) -> Tickets {
        Tickets { limit, left: AtomicU64::new(limit) }
    }

    pub fn take(&self) -> Option<u64> {
        let left = self.left.fetch_sub(1, Ordering::SeqCst);
        (left != 0).then(|| self.limit.wrapping_sub(left) + 1)
    }

    pub fn taken(&self) -> u64 {
        self.limit.wrapping_sub(self.left.load(Ordering::SeqCst))
    }
}
