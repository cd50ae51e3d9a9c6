//! `std`.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Case;

mod bounds;
mod lazy_lock;
mod once;
mod once_lock;

pub fn cases() -> Vec<Case> {
    [once::CASES, once::once_state::CASES, once_lock::CASES, lazy_lock::CASES].concat()
}

/// As `catch_unwind`, whatever the closure captures.
pub fn catch<R>(f: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(f))
}
