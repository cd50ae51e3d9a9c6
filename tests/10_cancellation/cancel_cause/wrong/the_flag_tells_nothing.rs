//@ caught-by: model
//@ says: The flag is written and read `Relaxed`: it is known to be cancelled, and what was written before is not seen.
//@ fails: told_by_asking
//@ kind: assertion
//@ sort: schedule-only

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};

pub struct Cancel<E> {
    cancelled: AtomicBool,
    cause: Mutex<Option<E>>,
    changed: Condvar,
}

impl<E: Clone> Cancel<E> {
    pub fn new() -> Cancel<E> {
        let (cancelled, cause) = (AtomicBool::new(false), Mutex::new(None));
        Cancel { cancelled, cause, changed: Condvar::new() }
    }

    pub fn cancel(&self, why: E) -> bool {
        let mut cause = self.cause.lock().unwrap();
        let first = cause.is_none();
        cause.get_or_insert(why);
        self.cancelled.store(true, Ordering::Relaxed);
        drop(cause);
        self.changed.notify_all();
        first
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    pub fn cause(&self) -> Option<E> {
        self.is_cancelled().then(|| self.cause.lock().unwrap().clone()).flatten()
    }

    pub fn wait(&self) -> E {
        let mut cause = self.cause.lock().unwrap();
        loop {
            if let Some(why) = &*cause {
                return why.clone();
            }
            cause = self.changed.wait(cause).unwrap();
        }
    }
}

impl<E: Clone> Default for Cancel<E> {
    fn default() -> Cancel<E> {
        Cancel::new()
    }
}
