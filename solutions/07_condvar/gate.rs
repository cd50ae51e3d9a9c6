//! The state is behind the lock, and the notification carries none: it only says "look again".

use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// Closed at first, and open from then on.
pub struct Gate {
    /// What the waiting is about. It lives in the mutex that the `Condvar` gives back while a thread sleeps.
    open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    /// A closed gate.
    pub fn new() -> Gate {
        Gate { open: Mutex::new(false), opened: Condvar::new() }
    }

    /// Opens the gate, and lets everybody through.
    pub fn open(&self) {
        // Whoever waits has asked under this lock, and gave it back in the same step in which it began to wait. So when we
        // get the lock, each of them either sleeps, and hears the notification, or has not asked yet, and will see `true`.
        // Without the lock there is a third place to be: between the question and the sleep.
        *self.open.lock().unwrap() = true;

        // Here the lock is free again. That is allowed: the state is there, and a thread that comes between does not wait at
        // all. And it is `notify_all`, because what was waited for is so for everybody.
        self.opened.notify_all();
    }

    /// Whether the gate is open.
    pub fn is_open(&self) -> bool {
        *self.open.lock().unwrap()
    }

    /// Waits until the gate is open.
    pub fn wait(&self) {
        // Asks, waits, and asks again: `while !*open { open = self.opened.wait(open).unwrap(); }`. A thread that was woken
        // knows nothing yet. It may have been woken for no reason.
        let _open = self.opened.wait_while(self.open.lock().unwrap(), |open| !*open).unwrap();
    }

    /// Waits until the gate is open, but no longer than `limit`; whether it was open in the end.
    pub fn wait_for(&self, limit: Duration) -> bool {
        // It keeps the whole time in mind: waking for no reason does not begin a new `limit`.
        let open = self.open.lock().unwrap();
        let (open, _) = self.opened.wait_timeout_while(open, limit, |open| !*open).unwrap();
        // The answer is the state, not how the wait ended: the gate may have been opened in the same moment in which the time
        // was up.
        *open
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
