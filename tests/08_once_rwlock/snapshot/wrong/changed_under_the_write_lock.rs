//@ caught-by: test
//@ says: The write lock is held while `change` runs: that keeps other updates out, which is right, and everybody who only reads.
//@ fails: nobody_waits_who_reads
//@ sort: tempting

use std::mem;
use std::sync::{Arc, PoisonError, RwLock};

pub struct Live<T> {
    value: RwLock<Arc<T>>,
}

impl<T> Live<T> {
    pub fn new(value: T) -> Live<T> {
        Live { value: RwLock::new(Arc::new(value)) }
    }

    pub fn current(&self) -> Arc<T> {
        Arc::clone(&self.value.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn replace(&self, value: T) -> Arc<T> {
        let mut current = self.value.write().unwrap_or_else(PoisonError::into_inner);
        mem::replace(&mut *current, Arc::new(value))
    }

    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        let mut value = self.value.write().unwrap_or_else(PoisonError::into_inner);
        let new = Arc::new(change(&value));
        let old = mem::replace(&mut *value, Arc::clone(&new));
        drop(value);
        drop(old);
        new
    }
}
