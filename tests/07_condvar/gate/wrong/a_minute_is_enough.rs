//@ caught-by: model
//@ says: The longest limit was too long for something, so every limit is cut off at a minute: whoever was ready to wait for an hour is told after a minute that the gate is closed.
//@ sort: boundary

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
        drop(self.opened.wait_while(self.open.lock().unwrap(), |o| !*o).unwrap());
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let (open, _) = self
            .opened
            .wait_timeout_while(
                self.open.lock().unwrap(),
                limit.min(Duration::from_secs(60)),
                |o| !*o,
            )
            .unwrap();
        *open
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
