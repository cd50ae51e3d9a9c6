//@ caught-by: model
//@ says: A wait may end for no reason. Whoever asks only once finds no cause, and panics.
//@ fails: somebody_waits
//@ sort: schedule-only

use std::sync::{Condvar, Mutex};

pub struct Cancel<E> {
    cause: Mutex<Option<E>>,
    changed: Condvar,
}

impl<E: Clone> Cancel<E> {
    pub fn new() -> Cancel<E> {
        Cancel { cause: Mutex::new(None), changed: Condvar::new() }
    }

    pub fn cancel(&self, why: E) -> bool {
        let mut cause = self.cause.lock().unwrap();
        if cause.is_some() {
            return false;
        }
        *cause = Some(why);
        self.changed.notify_all();
        true
    }

    pub fn is_cancelled(&self) -> bool {
        self.cause.lock().unwrap().is_some()
    }

    pub fn cause(&self) -> Option<E> {
        self.cause.lock().unwrap().clone()
    }

    pub fn wait(&self) -> E {
        let mut cause = self.cause.lock().unwrap();
        if cause.is_none() {
            cause = self.changed.wait(cause).unwrap();
        }
        cause.clone().expect("it was waited for")
    }
}

impl<E: Clone> Default for Cancel<E> {
    fn default() -> Cancel<E> {
        Cancel::new()
    }
}
