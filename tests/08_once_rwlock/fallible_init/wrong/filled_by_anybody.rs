//@ caught-by: compile_fail
//@ says: The place is public: anybody can fill it, also while an attempt is running, whose success is then thrown away.
//@ sort: tempting

use std::sync::{Mutex, OnceLock, PoisonError};

pub struct Lazy<T> {
    attempt: Mutex<()>,
    pub value: OnceLock<T>,
}

impl<T> Lazy<T> {
    pub const fn new() -> Lazy<T> {
        Lazy { attempt: Mutex::new(()), value: OnceLock::new() }
    }

    pub fn get(&self) -> Option<&T> {
        self.value.get()
    }

    pub fn get_or_try_init<F, E>(&self, init: F) -> Result<&T, E>
    where
        F: FnOnce() -> Result<T, E>,
    {
        if let Some(value) = self.get() {
            return Ok(value);
        }
        let _attempt = self.attempt.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = self.get() {
            return Ok(value);
        }
        let value = init()?;
        Ok(self.value.get_or_init(|| value))
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new()
    }
}
