//@ caught-by: model
//@ says: The notification comes before the state: whoever is woken, or comes just then, looks, finds the gate closed, and waits for a notification that has been.
//@ fails: nobody_gets_through_too_early, everybody_gets_through
//@ kind: deadlock
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
        self.opened.notify_all();
        *self.open.lock().unwrap() = true;
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
        let open = self.open.lock().unwrap();
        *self.opened.wait_timeout_while(open, limit, |open| !*open).unwrap().0
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
