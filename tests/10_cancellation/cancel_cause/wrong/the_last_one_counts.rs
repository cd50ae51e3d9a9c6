//@ caught-by: test
//@ says: Each call writes its reason over the one before: the cause is the last of them, and those who asked earlier have another one.
//@ fails: the_first_one_counts
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
        let first = cause.is_none();
        *cause = Some(why);
        self.changed.notify_all();
        first
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
