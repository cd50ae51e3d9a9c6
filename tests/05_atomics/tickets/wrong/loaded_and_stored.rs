//@ caught-by: model
//@ says: The load is atomic and the store is atomic, and between them another handler takes the same number.
//@ fails: no_number_is_given_twice, the_last_ticket_is_given_once, nobody_is_sent_away_too_early
//@ kind: assertion
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
        let number = self.taken.load(Ordering::SeqCst) + 1;
        if number > self.limit {
            return None;
        }
        self.taken.store(number, Ordering::SeqCst);
        Some(number)
    }

    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }
}
