//! `std::panic`: panics are kept per model thread. The hook belongs to the engine.

pub use std::panic::{AssertUnwindSafe, Location, RefUnwindSafe, UnwindSafe, panic_any};

use std::any::Any;

/// As `std::panic::catch_unwind`.
pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(
    f: F,
) -> Result<R, Box<dyn Any + Send + 'static>> {
    model::rt::catch(f)
}

/// As `std::panic::resume_unwind`.
pub fn resume_unwind(payload: Box<dyn Any + Send>) -> ! {
    model::rt::resume(payload)
}
