//! A `Mutex` around a plain number: as many steps as one likes, and nobody in between.

use std::sync::Mutex;

pub struct Tickets {
    limit: u64,
    taken: Mutex<u64>,
}

impl Tickets {
    pub fn new(limit: u64) -> Tickets {
        Tickets { limit, taken: Mutex::default() }
    }

    pub fn take(&self) -> Option<u64> {
        let mut taken = self.taken.lock().unwrap();
        if *taken == self.limit {
            return None;
        }
        *taken += 1;
        Some(*taken)
    }

    pub fn taken(&self) -> u64 {
        *self.taken.lock().unwrap()
    }
}
