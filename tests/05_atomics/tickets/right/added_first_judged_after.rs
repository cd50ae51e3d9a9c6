//! Everyone adds one and looks at what was there: the number is theirs alone, and a number beyond the last is no ticket.

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
        let number = self.taken.fetch_add(1, Ordering::Relaxed) + 1;
        (number <= self.limit).then_some(number)
    }

    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed).min(self.limit)
    }
}
