//@ caught-by: test
//@ says: Handlers that came too late have been added, too: more tickets are said to be taken than there are.
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
        let number = self.taken.fetch_add(1, Ordering::SeqCst) + 1;
        (number <= self.limit).then_some(number)
    }

    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }
}
