//@ caught-by: model
//@ says: The limit is turned into whole milliseconds, and what is left over is cut off: it gives up earlier than the caller has said.
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
                Duration::from_millis(limit.as_millis() as u64),
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
