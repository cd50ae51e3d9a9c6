//@ caught-by: model
//@ says: "The time is not up" does not mean "the gate is open": the wait may have ended for no reason. Ask the state, not the clock.
//@ fails: the_answer_is_the_state
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
        let open = self.open.lock().unwrap();
        if *open {
            return true;
        }
        let (_open, result) = self.opened.wait_timeout(open, limit).unwrap();
        !result.timed_out()
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
