//@ caught-by: model
//@ says: A handler that came too late adds one and takes it off again: in the gap more tickets are taken than there are.
//@ fails: never_more_taken_than_there_are
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
        let number = self.taken.fetch_add(1, Ordering::SeqCst) + 1;
        if number > self.limit {
            self.taken.fetch_sub(1, Ordering::SeqCst);
            return None;
        }
        Some(number)
    }

    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }
}
