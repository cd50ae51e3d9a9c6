//! The value has its place, the attempt has its lock: what fails leaves the place empty and the lock free.

use std::sync::{Mutex, OnceLock, PoisonError};

/// A value that is made by whoever first succeeds in making it.
pub struct Lazy<T> {
    /// Whoever has this may try. There is nothing in it.
    attempt: Mutex<()>,
    value: OnceLock<T>,
}

impl<T> Lazy<T> {
    /// Nothing yet.
    pub const fn new() -> Lazy<T> {
        Lazy { attempt: Mutex::new(()), value: OnceLock::new() }
    }

    /// The value, if there is one.
    pub fn get(&self) -> Option<&T> {
        // Not under `attempt`: an attempt takes as long as it takes.
        self.value.get()
    }

    /// The value; if there is none, `init` tries to make it.
    pub fn get_or_try_init<F, E>(&self, init: F) -> Result<&T, E>
    where
        F: FnOnce() -> Result<T, E>,
    {
        if let Some(value) = self.get() {
            return Ok(value);
        }
        // An attempt that panics poisons this lock. It protects nothing that could be half done, so the next one may go on.
        let _attempt = self.attempt.lock().unwrap_or_else(PoisonError::into_inner);
        // Waiting for the lock is waiting for somebody else's attempt. If that one succeeded there is nothing to try any more.
        if let Some(value) = self.get() {
            return Ok(value);
        }
        // `?` leaves the function, and with it the guard: the next one tries.
        let value = init()?;
        // Nobody else fills it, since nobody else has the lock.
        Ok(self.value.get_or_init(|| value))
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new()
    }
}
