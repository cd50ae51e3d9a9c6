//! A flag for "somebody tries", a condvar for those who wait, and a value that says that the attempt is over, however it ended.

use std::sync::{Condvar, Mutex, OnceLock};

pub struct Lazy<T> {
    trying: Mutex<bool>,
    over: Condvar,
    value: OnceLock<T>,
}

impl<T> Lazy<T> {
    pub const fn new() -> Lazy<T> {
        Lazy { trying: Mutex::new(false), over: Condvar::new(), value: OnceLock::new() }
    }

    pub fn get(&self) -> Option<&T> {
        self.value.get()
    }

    pub fn get_or_try_init<F, E>(&self, init: F) -> Result<&T, E>
    where
        F: FnOnce() -> Result<T, E>,
    {
        let trying = self.trying.lock().unwrap();
        let mut trying = self.over.wait_while(trying, |trying| *trying).unwrap();
        if let Some(value) = self.value.get() {
            return Ok(value);
        }
        *trying = true;
        drop(trying);
        let _attempt = Attempt { trying: &self.trying, over: &self.over };
        let value = init()?;
        Ok(self.value.get_or_init(|| value))
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new()
    }
}

struct Attempt<'a> {
    trying: &'a Mutex<bool>,
    over: &'a Condvar,
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        *self.trying.lock().unwrap() = false;
        self.over.notify_all();
    }
}
