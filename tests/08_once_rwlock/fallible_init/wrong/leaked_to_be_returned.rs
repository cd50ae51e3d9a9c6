//@ caught-by: test
//@ says: What is leaked can be returned, and is never dropped: the connection stays open when its owner is long gone.
//@ fails: the_value_is_dropped_with_its_place
//@ sort: boundary

use std::sync::{Mutex, OnceLock, PoisonError};

pub struct Lazy<T> {
    attempt: Mutex<()>,
    value: OnceLock<std::mem::ManuallyDrop<T>>,
}

impl<T> Lazy<T> {
    pub const fn new() -> Lazy<T> {
        Lazy { attempt: Mutex::new(()), value: OnceLock::new() }
    }

    pub fn get(&self) -> Option<&T> {
        self.value.get().map(|value| &**value)
    }

    pub fn get_or_try_init<F, E>(&self, init: F) -> Result<&T, E>
    where
        F: FnOnce() -> Result<T, E>,
    {
        let _attempt = self.attempt.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = self.get() {
            return Ok(value);
        }
        let value = init()?;
        Ok(self.value.get_or_init(|| std::mem::ManuallyDrop::new(value)))
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new()
    }
}
