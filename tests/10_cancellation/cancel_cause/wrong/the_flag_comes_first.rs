//@ caught-by: model
//@ says: A `swap` of the flag decides who is first, in one step, and the cause comes a moment later: in that moment it is cancelled, and nobody knows why.
//@ fails: two_reasons, told_by_asking
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
        if self.cancelled.swap(true, Ordering::AcqRel) {
            return false;
        }
        *self.cause.lock().unwrap() = Some(why);
        self.changed.notify_all();
        true
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Acquire)
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
