//@ caught-by: model
//@ says: Read, changed without a lock, and written back: two who began with the same value, and the change of the first is lost.
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
        self.swap(Arc::new(value))
    }

    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        let new = Arc::new(change(&self.current()));
        drop(self.swap(Arc::clone(&new)));
        new
    }

    fn swap(&self, new: Arc<T>) -> Arc<T> {
        mem::replace(&mut *self.value.write().unwrap(), new)
    }
}
