//@ caught-by: model
//@ says: A wait may end for no reason. Whoever asks only once, with `if`, goes through a closed gate.
//@ fails: nobody_gets_through_too_early
//@ kind: assertion
//@ sort: schedule-only

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
        if !*open {
            open = self.opened.wait(open).unwrap();
        }
        drop(open);
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let open = self.open.lock().unwrap();
        *self.opened.wait_timeout_while(open, limit, |open| !*open).unwrap().0
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
