//@ caught-by: test
//@ says: It asks again and again until there is a cause: a processor does nothing else, and the one who is to cancel waits for a processor.
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
        loop {
            if let Some(cause) = self.cause() {
                return cause;
            }
        }
    }
}

impl<E: Clone> Default for Cancel<E> {
    fn default() -> Cancel<E> {
        Cancel::new()
    }
}
