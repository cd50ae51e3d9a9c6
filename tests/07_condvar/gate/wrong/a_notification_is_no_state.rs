//@ caught-by: test
//@ says: A notification wakes those who wait now, and is forgotten. Whoever comes after `open` waits for the next one, and there is none.
//@ fails: an_open_gate_lets_through
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
        let open = self.open.lock().unwrap();
        let _woken = self.opened.wait(open).unwrap();
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
