//@ caught-by: model
//@ says: Compared, and swapped in the next statement: between the two somebody else has swapped, and is overwritten.
//@ fails: no_update_is_lost
//@ kind: assertion
//@ sort: schedule-only

use std::mem;
use std::sync::{Arc, RwLock};

pub struct Live<T> {
    value: RwLock<Arc<T>>,
}

impl<T> Live<T> {
    pub fn new(value: T) -> Live<T> {
        Live { value: RwLock::new(Arc::new(value)) }
    }

    pub fn current(&self) -> Arc<T> {
        Arc::clone(&self.value.read().unwrap())
    }

    pub fn replace(&self, value: T) -> Arc<T> {
        mem::replace(&mut *self.value.write().unwrap(), Arc::new(value))
    }

    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        let seen = self.current();
        let new = Arc::new(change(&seen));
        if Arc::ptr_eq(&seen, &self.current()) {
            drop(self.replace_with(Arc::clone(&new)));
        }
        new
    }

    fn replace_with(&self, new: Arc<T>) -> Arc<T> {
        mem::replace(&mut *self.value.write().unwrap(), new)
    }
}
