//@ caught-by: model
//@ says: It lets the next one in, and then returns what is current by now: that may be somebody else's value, made of this one.
//@ sort: schedule-only

use std::mem;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

pub struct Live<T> {
    value: RwLock<Arc<T>>,
    writer: Mutex<()>,
}

impl<T> Live<T> {
    pub fn new(value: T) -> Live<T> {
        Live { value: RwLock::new(Arc::new(value)), writer: Mutex::new(()) }
    }

    pub fn current(&self) -> Arc<T> {
        Arc::clone(&self.value.read().unwrap())
    }

    pub fn replace(&self, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let _writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        mem::replace(&mut *self.value.write().unwrap(), value)
    }

    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let old = self.current();
        let new = Arc::new(change(&old));
        let was = mem::replace(&mut *self.value.write().unwrap(), new);
        drop(writer);
        drop(was);
        drop(old);
        self.current()
    }
}
