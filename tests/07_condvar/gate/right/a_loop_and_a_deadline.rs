//! The loops written out, with a deadline that is computed once, and notified under the lock.

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
        let mut open = self.open.lock().unwrap();
        *open = true;
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
        let end = Instant::now().checked_add(limit);
        let mut open = self.open.lock().unwrap();
        while !*open {
            let Some(end) = end else {
                open = self.opened.wait(open).unwrap();
                continue;
            };
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            open = self.opened.wait_timeout(open, left).unwrap().0;
        }
        *open
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
