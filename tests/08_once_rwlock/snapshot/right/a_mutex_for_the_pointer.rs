//! Two mutexes: a clone of a pointer is so short that readers need no lock of their own kind.

use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

pub struct Live<T> {
    changing: Mutex<()>,
    value: Mutex<Arc<T>>,
}

impl<T> Live<T> {
    pub fn new(value: T) -> Live<T> {
        Live { changing: Mutex::new(()), value: Mutex::new(Arc::new(value)) }
    }

    pub fn current(&self) -> Arc<T> {
        Arc::clone(&self.value.lock().unwrap())
    }

    pub fn replace(&self, value: T) -> Arc<T> {
        let new = Arc::new(value);
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        mem::replace(&mut *self.value.lock().unwrap(), new)
    }

    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        // This owner of the old value outlives the assignment, so nothing ends under the lock of the pointer.
        let old = self.current();
        let new = Arc::new(change(&old));
        *self.value.lock().unwrap() = Arc::clone(&new);
        new
    }
}
