//! A claim in an atomic. Whoever does not get it asks again, and lets the others go first.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

pub struct Lazy<T> {
    claimed: AtomicBool,
    value: OnceLock<T>,
}

impl<T> Lazy<T> {
    pub const fn new() -> Lazy<T> {
        Lazy { claimed: AtomicBool::new(false), value: OnceLock::new() }
    }

    pub fn get(&self) -> Option<&T> {
        self.value.get()
    }

    pub fn get_or_try_init<F, E>(&self, init: F) -> Result<&T, E>
    where
        F: FnOnce() -> Result<T, E>,
    {
        while self.claimed.swap(true, Ordering::Acquire) {
            thread::yield_now();
        }
        let _claim = Claim(&self.claimed);
        match self.value.get() {
            Some(value) => Ok(value),
            None => init().map(|value| self.value.get_or_init(|| value)),
        }
    }
}

struct Claim<'a>(&'a AtomicBool);

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new()
    }
}
