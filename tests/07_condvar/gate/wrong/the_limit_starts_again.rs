//@ caught-by: model
//@ says: A wait can end for no reason, and each new one here has the whole limit again: `limit` is for all of them together. Keep the moment at which it is over, and wait for what is left.
//@ fails: the_limit_is_for_the_whole_wait
//@ kind: assertion
//@ sort: tempting

use std::sync::{Condvar, Mutex};
use std::time::Duration;

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
        let mut open = self.open.lock().unwrap();
        while !*open {
            let (guard, result) = self.opened.wait_timeout(open, limit).unwrap();
            open = guard;
            if result.timed_out() {
                break;
            }
        }
        *open
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
