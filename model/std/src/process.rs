//! `std::process`: only what concerns nobody else. A child's end is nothing that the explorer could decide.

pub use std::process::{ExitCode, Termination, id};

/// Refused: a check has to come to its end in every schedule.
pub fn exit(_code: i32) -> ! {
    model::rt::not_modelled(
        "the model does not know `std::process::exit`: no check could go on after it",
    )
}

/// Refused, as `exit` is.
pub fn abort() -> ! {
    model::rt::not_modelled(
        "the model does not know `std::process::abort`: no check could go on after it",
    )
}
