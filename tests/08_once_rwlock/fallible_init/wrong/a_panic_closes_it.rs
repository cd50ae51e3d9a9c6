//@ caught-by: test
//@ says: An attempt that panics poisons the lock, and `unwrap` hands the panic on to everybody who comes later. Nothing in that lock could be half done.
//@ fails: a_panic_is_a_failure
//@ sort: boundary

use std::sync::{Mutex, OnceLock};

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
        let _attempt = self.attempt.lock().unwrap();
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
