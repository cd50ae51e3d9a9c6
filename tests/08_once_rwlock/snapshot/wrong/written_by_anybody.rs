//@ caught-by: compile_fail
//@ says: The lock is public: whoever takes it writes in the middle of an update, and the update overwrites what they wrote.
//@ sort: tempting

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

pub struct Live<T> {
    changing: Mutex<()>,
    pub value: RwLock<Arc<T>>,
}

impl<T> Live<T> {
    pub fn new(value: T) -> Live<T> {
        Live { changing: Mutex::new(()), value: RwLock::new(Arc::new(value)) }
    }

    pub fn current(&self) -> Arc<T> {
        Arc::clone(&self.value.read().unwrap())
    }

    pub fn replace(&self, value: T) -> Arc<T> {
        let _changing = self.changing();
        self.swap(Arc::new(value))
    }

    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        let changing = self.changing();
        let new = Arc::new(change(&self.current()));
        let old = self.swap(Arc::clone(&new));
        drop(changing);
        drop(old);
        new
    }

    fn swap(&self, new: Arc<T>) -> Arc<T> {
        mem::replace(&mut *self.value.write().unwrap(), new)
    }

    fn changing(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
