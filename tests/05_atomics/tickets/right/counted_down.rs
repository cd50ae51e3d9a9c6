//! What is left is counted down, and not below zero.

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
        let one_less = |left: u64| left.checked_sub(1);
        match self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less) {
            Ok(left) => Some(self.limit - left + 1),
            Err(_) => None,
        }
    }

    pub fn taken(&self) -> u64 {
        self.limit - self.left.load(Ordering::SeqCst)
    }
}
