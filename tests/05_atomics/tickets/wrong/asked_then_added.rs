//@ caught-by: model
//@ says: Whether one is left is asked in one step and the ticket taken in another: two handlers that were both told yes take two tickets, and there was one.
//@ fails: the_last_ticket_is_given_once, never_more_taken_than_there_are
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
        if self.taken.load(Ordering::SeqCst) >= self.limit {
            return None;
        }
        Some(self.taken.fetch_add(1, Ordering::SeqCst) + 1)
    }

    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }
}
