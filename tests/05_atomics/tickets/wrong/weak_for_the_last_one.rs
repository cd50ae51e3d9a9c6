//@ caught-by: model
//@ says: `compare_exchange_weak` may fail although nobody came between: the last voucher lies there, and its winner is sent away. Only in a loop is the weak one as good as the other.
//@ fails: nobody_is_sent_away_too_early
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
        let mut taken = self.taken.load(Ordering::SeqCst);
        while taken < self.limit {
            let next = taken + 1;
            match self.taken.compare_exchange_weak(taken, next, Ordering::SeqCst, Ordering::SeqCst)
            {
                Ok(_) => return Some(next),
                // Whoever came between has got the last one.
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
