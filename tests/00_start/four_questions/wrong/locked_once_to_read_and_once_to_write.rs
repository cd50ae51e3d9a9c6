//@ caught-by: model
//@ says: Each access is locked, but the lock is free between the two: read and write under one guard.
//@ fails: no_hit_is_lost, the_total_never_goes_down
//@ kind: assertion
//@ sort: tempting

use std::sync::Mutex;

#[derive(Default)]
pub struct Hits {
    count: Mutex<u64>,
}

impl Hits {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn record(&self) {
        let seen = self.total();
        *self.count.lock().unwrap() = seen + 1;
    }

    pub fn total(&self) -> u64 {
        *self.count.lock().unwrap()
    }
}
