//! `std`.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Case;

mod bounds;
mod condvar;
mod lazy_lock;
mod once;
mod once_lock;
mod rw_lock;

pub fn cases() -> Vec<Case> {
    [
        once::CASES,
        once::once_state::CASES,
        once_lock::CASES,
        lazy_lock::CASES,
        condvar::CASES,
        condvar::wait_timeout_result::CASES,
        rw_lock::CASES,
        rw_lock::rw_lock_read_guard::CASES,
        rw_lock::rw_lock_write_guard::CASES,
    ]
    .concat()
}

/// As `catch_unwind`, whatever the closure captures.
pub fn catch<R>(f: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(f))
}
