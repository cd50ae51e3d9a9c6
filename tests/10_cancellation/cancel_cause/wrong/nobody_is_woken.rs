//@ caught-by: test
//@ says: The cause is there, and nobody was told: whoever waited already waits on.
//@ fails: whoever_waits_sleeps
//@ sort: tempting

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
        true
    }

    pub fn is_cancelled(&self) -> bool {
        self.cause.lock().unwrap().is_some()
    }

    pub fn cause(&self) -> Option<E> {
        self.cause.lock().unwrap().clone()
    }

    pub fn wait(&self) -> E {
        let cause = self.cause.lock().unwrap();
        let cause = self.changed.wait_while(cause, |cause| cause.is_none()).unwrap();
        cause.clone().expect("it was waited for")
    }
}

impl<E: Clone> Default for Cancel<E> {
    fn default() -> Cancel<E> {
        Cancel::new()
    }
}
