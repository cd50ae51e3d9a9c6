//@ caught-by: model
//@ says: `get`, then `init`, then `get_or_init`: one value, and as many attempts as there are callers who found none, all at once.
//@ fails: one_success_for_all
//@ sort: tempting

use std::sync::OnceLock;

pub struct Lazy<T> {
    value: OnceLock<T>,
}

impl<T> Lazy<T> {
    pub const fn new() -> Lazy<T> {
        Lazy { value: OnceLock::new() }
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
        let value = init()?;
        Ok(self.value.get_or_init(|| value))
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new()
    }
}
