//@ caught-by: test
//@ says: `get` takes the lock under which an attempt runs, so whoever only looks waits for it; and an attempt that looks waits for itself.
//@ fails: an_attempt_may_look
//@ sort: tempting

use std::sync::{Mutex, OnceLock, PoisonError};

pub struct Lazy<T> {
    attempt: Mutex<()>,
    value: OnceLock<T>,
}

impl<T> Lazy<T> {
    pub const fn new() -> Lazy<T> {
        Lazy { attempt: Mutex::new(()), value: OnceLock::new() }
    }

    pub fn get(&self) -> Option<&T> {
        let _attempt = self.attempt.lock().unwrap_or_else(PoisonError::into_inner);
        self.value.get()
    }

    pub fn get_or_try_init<F, E>(&self, init: F) -> Result<&T, E>
    where
        F: FnOnce() -> Result<T, E>,
    {
        let _attempt = self.attempt.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = self.value.get() {
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
