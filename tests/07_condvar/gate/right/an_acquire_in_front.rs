//! A short cut past the lock that is right: the flag is stored with `Release` under the lock, and read with `Acquire`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

pub struct Gate {
    open: AtomicBool,
    waiting: Mutex<()>,
    opened: Condvar,
}

impl Gate {
    pub fn new() -> Gate {
        Gate { open: AtomicBool::new(false), waiting: Mutex::new(()), opened: Condvar::new() }
    }

    pub fn open(&self) {
        // The lock is what keeps this from falling between a question and the waiting.
        let _waiting = self.waiting.lock().unwrap();
        self.open.store(true, Ordering::Release);
        self.opened.notify_all();
    }

    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::Acquire)
    }

    pub fn wait(&self) {
        if !self.is_open() {
            let guard = self.waiting.lock().unwrap();
            drop(self.opened.wait_while(guard, |()| !self.is_open()).unwrap());
        }
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        if self.is_open() {
            return true;
        }
        let guard = self.waiting.lock().unwrap();
        drop(self.opened.wait_timeout_while(guard, limit, |()| !self.is_open()).unwrap());
        self.is_open()
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
