//@ caught-by: test
//@ says: Every value that ever was is kept in a list, so none of them ends; after a month of reloads that is a leak.
//@ fails: old_values_end
//@ sort: boundary

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

pub struct Live<T> {
    changing: Mutex<()>,
    values: RwLock<Vec<Arc<T>>>,
}

impl<T> Live<T> {
    pub fn new(value: T) -> Live<T> {
        Live { changing: Mutex::new(()), values: RwLock::new(vec![Arc::new(value)]) }
    }

    pub fn current(&self) -> Arc<T> {
        let values = self.values.read().unwrap();
        Arc::clone(values.last().expect("there is one from the beginning"))
    }

    pub fn replace(&self, value: T) -> Arc<T> {
        let _changing = self.changing();
        let old = self.current();
        self.values.write().unwrap().push(Arc::new(value));
        old
    }

    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        let _changing = self.changing();
        let new = Arc::new(change(&self.current()));
        self.values.write().unwrap().push(Arc::clone(&new));
        new
    }

    fn changing(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
