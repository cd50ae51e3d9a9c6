//@ caught-by: test
//@ says: The first result is kept, whichever it was. Whoever comes after a failure is told of it again, or finds nothing, and nobody tries.
//@ fails: the_first_success_counts
//@ sort: tempting

use std::sync::{Mutex, OnceLock, PoisonError};

pub struct Lazy<T> {
    tried: Mutex<bool>,
    value: OnceLock<T>,
}

impl<T> Lazy<T> {
    pub const fn new() -> Lazy<T> {
        Lazy { tried: Mutex::new(false), value: OnceLock::new() }
    }

    pub fn get(&self) -> Option<&T> {
        self.value.get()
    }

    pub fn get_or_try_init<F, E>(&self, init: F) -> Result<&T, E>
    where
        F: FnOnce() -> Result<T, E>,
    {
        let mut tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        if !*tried {
            *tried = true;
            let value = init()?;
            return Ok(self.value.get_or_init(|| value));
        }
        Ok(self.value.get().expect("the first attempt failed"))
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new()
    }
}
