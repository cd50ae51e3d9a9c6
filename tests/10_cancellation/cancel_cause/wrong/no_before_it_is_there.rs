//@ caught-by: model
//@ says: A `swap` of the flag decides who is first, and the cause comes a moment later. Whoever is told `false` in that moment looks for the cause and finds none.
//@ sort: schedule-only

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};

pub struct Cancel<E> {
    cause: Mutex<Option<E>>,
    changed: Condvar,
    flag: AtomicBool,
}

impl<E: Clone> Cancel<E> {
    pub fn new() -> Cancel<E> {
        Cancel { cause: Mutex::new(None), changed: Condvar::new(), flag: AtomicBool::new(false) }
    }
    pub fn cancel(&self, why: E) -> bool {
        if self.flag.swap(true, Ordering::SeqCst) {
            return false;
        }
        *self.cause.lock().unwrap() = Some(why);
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
        let c = self.changed.wait_while(self.cause.lock().unwrap(), |c| c.is_none()).unwrap();
        c.clone().unwrap()
    }
}

impl<E: Clone> Default for Cancel<E> {
    fn default() -> Cancel<E> {
        Cancel::new()
    }
}
