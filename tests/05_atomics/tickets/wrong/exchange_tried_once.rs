//@ caught-by: model
//@ says: A `compare_exchange` that fails says that somebody else was faster, not that there are no tickets left: load again and try again.
//@ fails: no_number_is_given_twice, nobody_is_sent_away_too_early
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
        let taken = self.taken.load(Ordering::SeqCst);
        if taken >= self.limit {
            return None;
        }
        self.taken
            .compare_exchange(taken, taken + 1, Ordering::SeqCst, Ordering::SeqCst)
            .ok()
            .map(|old| old + 1)
    }

    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }
}
