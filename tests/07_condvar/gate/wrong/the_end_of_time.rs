//@ caught-by: test
//@ says: Not every limit can be added to the present moment: `Instant::now() + limit` panics when there is no such moment.
//@ fails: no_limit_is_too_long
//@ sort: boundary

use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

pub struct Gate {
    open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    pub fn new() -> Gate {
        Gate { open: Mutex::new(false), opened: Condvar::new() }
    }

    pub fn open(&self) {
        *self.open.lock().unwrap() = true;
        self.opened.notify_all();
    }

    pub fn is_open(&self) -> bool {
        *self.open.lock().unwrap()
    }

    pub fn wait(&self) {
        let mut open = self.open.lock().unwrap();
        while !*open {
            open = self.opened.wait(open).unwrap();
        }
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let end = Instant::now() + limit;
        let mut open = self.open.lock().unwrap();
        while !*open {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            open = self.opened.wait_timeout(open, left).unwrap().0;
        }
        true
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
