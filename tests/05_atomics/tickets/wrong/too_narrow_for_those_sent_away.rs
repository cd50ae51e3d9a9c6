//@ caught-by: test
//@ says: Everyone who asks is added, also after the last ticket: in sixteen bits the count comes round to 0, and the first number is given out again.
//@ fails: nothing_comes_after_the_last
//@ sort: boundary

use std::sync::atomic::{AtomicU16, Ordering};

pub struct Tickets {
    limit: u64,
    taken: AtomicU16,
}

impl Tickets {
    pub fn new(limit: u64) -> Tickets {
        Tickets { limit, taken: AtomicU16::new(0) }
    }

    pub fn take(&self) -> Option<u64> {
        let number = u64::from(self.taken.fetch_add(1, Ordering::SeqCst)) + 1;
        (number <= self.limit).then_some(number)
    }

    pub fn taken(&self) -> u64 {
        u64::from(self.taken.load(Ordering::SeqCst)).min(self.limit)
    }
}
