//@ caught-by: model
//@ says: The next one is let in before the value is in its place: it finds nothing, and tries again what has just succeeded.
//@ fails: one_success_for_all
//@ sort: schedule-only

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
        self.value.get()
    }

    pub fn get_or_try_init<F, E>(&self, init: F) -> Result<&T, E>
    where
        F: FnOnce() -> Result<T, E>,
    {
        let attempt = self.attempt.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = self.get() {
            return Ok(value);
        }
        let value = init()?;
        drop(attempt);
        Ok(self.value.get_or_init(|| value))
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new()
    }
}
