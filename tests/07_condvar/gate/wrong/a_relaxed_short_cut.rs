//@ caught-by: model
//@ says: The short cut past the lock reads the flag `Relaxed`: the gate is seen to be open, and what was written before is not seen.
//@ fails: nobody_gets_through_too_early, an_open_gate_shows_what_is_behind_it
//@ kind: assertion
//@ sort: schedule-only

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

pub struct Gate {
    seen_open: AtomicBool,
    open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    pub fn new() -> Gate {
        Gate { seen_open: AtomicBool::new(false), open: Mutex::new(false), opened: Condvar::new() }
    }

    pub fn open(&self) {
        *self.open.lock().unwrap() = true;
        self.seen_open.store(true, Ordering::Relaxed);
        self.opened.notify_all();
    }

    pub fn is_open(&self) -> bool {
        self.seen_open.load(Ordering::Relaxed)
    }

    pub fn wait(&self) {
        if self.is_open() {
            return;
        }
        let open = self.open.lock().unwrap();
        drop(self.opened.wait_while(open, |open| !*open).unwrap());
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        if self.is_open() {
            return true;
        }
        let open = self.open.lock().unwrap();
        *self.opened.wait_timeout_while(open, limit, |open| !*open).unwrap().0
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
