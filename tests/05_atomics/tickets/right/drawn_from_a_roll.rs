//! The tickets are an iterator behind a lock, and its size says how many are left.

use std::ops::RangeInclusive;
use std::sync::Mutex;

pub struct Tickets {
    limit: u64,
    roll: Mutex<RangeInclusive<u64>>,
}

impl Tickets {
    pub fn new(limit: u64) -> Tickets {
        Tickets { limit, roll: Mutex::new(1..=limit) }
    }

    pub fn take(&self) -> Option<u64> {
        self.roll.lock().unwrap().next()
    }

    pub fn taken(&self) -> u64 {
        self.limit - self.roll.lock().unwrap().clone().count() as u64
    }
}
