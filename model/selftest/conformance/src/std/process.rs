//! `std::process`: what concerns nobody else.

use std::process::{ExitCode, Termination};

is! {
    ExitCode: Send, Sync, Copy, PartialEq, From<u8>, Default, std::fmt::Debug, Termination;
    (): Termination;
    Result<(), String>: Termination;
}

is_not! {
    ExitCode: Eq;
}

cases! {
    reported
}

fn reported() {
    assert_eq!(().report(), ExitCode::SUCCESS);
    assert_eq!(Err::<(), _>("printed to stderr").report(), ExitCode::FAILURE);
    assert_eq!(ExitCode::from(0), ExitCode::default());
}
