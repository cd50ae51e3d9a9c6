//@ caught-by: test
//@ says: Each call makes a copy: it costs what the configuration costs, and not everything can be copied.
//@ sort: tempting

use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

pub struct Live<T> {
    value: Mutex<T>,
    changing: Mutex<()>,
}

impl<T: Clone> Live<T> {
    pub fn new(value: T) -> Live<T> {
        Live { value: Mutex::new(value), changing: Mutex::new(()) }
    }

    pub fn current(&self) -> Arc<T> {
        Arc::new(self.value.lock().unwrap().clone())
    }

    pub fn replace(&self, value: T) -> Arc<T> {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::new(mem::replace(&mut *self.value.lock().unwrap(), value))
    }

    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let new = change(&self.current());
        *self.value.lock().unwrap() = new.clone();
        Arc::new(new)
    }
}
