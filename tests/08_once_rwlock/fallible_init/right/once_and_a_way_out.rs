//! `Once` counts what returns as done. So an attempt that fails leaves it by unwinding, with its error in the baggage.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Once, OnceLock};

pub struct Lazy<T> {
    once: Once,
    value: OnceLock<T>,
}

impl<T> Lazy<T> {
    pub const fn new() -> Lazy<T> {
        Lazy { once: Once::new(), value: OnceLock::new() }
    }

    pub fn get(&self) -> Option<&T> {
        self.value.get()
    }

    pub fn get_or_try_init<F, E>(&self, init: F) -> Result<&T, E>
    where
        F: FnOnce() -> Result<T, E>,
    {
        let mut failed = None;
        let tried = catch_unwind(AssertUnwindSafe(|| {
            self.once.call_once_force(|_| match init() {
                Ok(value) => drop(self.value.set(value)),
                Err(error) => {
                    failed = Some(error);
                    resume_unwind(Box::new(()));
                }
            });
        }));
        match (failed, tried) {
            (Some(error), _) => Err(error),
            (None, Err(panic)) => resume_unwind(panic),
            (None, Ok(())) => Ok(self.value.get().expect("`Once` says so")),
        }
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new()
    }
}
