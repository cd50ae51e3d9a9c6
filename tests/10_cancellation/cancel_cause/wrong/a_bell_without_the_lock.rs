//@ caught-by: model
//@ says: The cause is not under the lock that goes with the bell: somebody finds none, the bell rings, and only then they begin to wait for it.
//@ sort: schedule-only

use std::sync::{Condvar, Mutex, OnceLock};

pub struct Cancel<E> {
    cause: OnceLock<E>,
    gate: Mutex<()>,
    changed: Condvar,
}

impl<E: Clone> Cancel<E> {
    pub fn new() -> Cancel<E> {
        Cancel { cause: OnceLock::new(), gate: Mutex::new(()), changed: Condvar::new() }
    }
    pub fn cancel(&self, why: E) -> bool {
        let first = self.cause.set(why).is_ok();
        if first {
            self.changed.notify_all();
        }
        first
    }
    pub fn is_cancelled(&self) -> bool {
        self.cause.get().is_some()
    }
    pub fn cause(&self) -> Option<E> {
        self.cause.get().cloned()
    }
    pub fn wait(&self) -> E {
        let g = self
            .changed
            .wait_while(self.gate.lock().unwrap(), |_| self.cause.get().is_none())
            .unwrap();
        drop(g);
        self.cause.get().cloned().unwrap()
    }
}

impl<E: Clone> Default for Cancel<E> {
    fn default() -> Cancel<E> {
        Cancel::new()
    }
}
