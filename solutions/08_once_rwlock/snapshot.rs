//! Two locks for two questions: "who is changing it?", for as long as that takes, and "which one is it?", for a moment.

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// A value that everybody reads and that is replaced as a whole.
pub struct Live<T> {
    /// Whoever changes the value has this. There is nothing in it.
    changing: Mutex<()>,
    /// Held for a clone or a swap of a pointer, never while a line of somebody else's runs.
    value: RwLock<Arc<T>>,
}

impl<T> Live<T> {
    /// With this value.
    pub fn new(value: T) -> Live<T> {
        Live { changing: Mutex::new(()), value: RwLock::new(Arc::new(value)) }
    }

    /// The current value.
    pub fn current(&self) -> Arc<T> {
        // One more owner. What it points to is changed by nobody, so it needs no lock.
        Arc::clone(&self.value.read().unwrap())
    }

    /// Replaces the current value, and returns it.
    pub fn replace(&self, value: T) -> Arc<T> {
        // A replacement in the middle of an update would be lost: the update knows only what was there before.
        let _changing = self.changing();
        self.swap(Arc::new(value))
    }

    /// Makes a new value of the current one.
    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        let changing = self.changing();
        // From here on nobody else changes it. Those who read do not notice, until the swap.
        let new = Arc::new(change(&self.current()));
        let old = self.swap(Arc::clone(&new));
        // The old value may end here. No lock is held: its destructor is not ours, and may take its time.
        drop(changing);
        drop(old);
        new
    }

    /// The guard of the write lock ends with the statement, and the old value leaves this function alive.
    fn swap(&self, new: Arc<T>) -> Arc<T> {
        mem::replace(&mut *self.value.write().unwrap(), new)
    }

    /// A `change` that panics poisons this lock, and has changed nothing.
    fn changing(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
