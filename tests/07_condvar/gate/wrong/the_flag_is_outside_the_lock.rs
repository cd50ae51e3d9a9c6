//@ caught-by: model
//@ says: The flag is set without the lock, so the gate can be opened between the question and the waiting: the notification comes too early, and nothing else comes.
//@ fails: nobody_gets_through_too_early, everybody_gets_through
//@ kind: deadlock
//@ sort: schedule-only

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
        self.open.store(true, Ordering::SeqCst);
        self.opened.notify_all();
    }

    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::SeqCst)
    }

    pub fn wait(&self) {
        let mut guard = self.waiting.lock().unwrap();
        while !self.is_open() {
            guard = self.opened.wait(guard).unwrap();
        }
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let guard = self.waiting.lock().unwrap();
        let waited = self.opened.wait_timeout_while(guard, limit, |()| !self.is_open());
        drop(waited);
        self.is_open()
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
