//! `select!`: the real macro, with its first arm chosen by the explorer.

use std::panic::Location;

use model::rt;

/// Which of `n` arms is polled first.
#[track_caller]
pub fn which_first(n: u32) -> u32 {
    rt::task::selects();
    rt::choose_first("select", n as usize, Location::caller()) as u32
}

/// The first arm is.
pub fn first() -> u32 {
    rt::task::selects();
    0
}

/// As `tokio::select!`; which arm is polled first is explored.
///
/// The real macro first puts its arms in order, with `start` beside them: the expression that says which arm is
/// polled first. Here it is handed another one.
#[macro_export]
macro_rules! select {
    (biased; $($arms:tt)*) => {
        $crate::__private::tokio::select!(@{
            start = { $crate::__private::first() };
            ()
        } $($arms)*)
    };
    (else => $else:expr $(,)?) => {
        $crate::__private::tokio::select!(else => $else)
    };
    ($($arms:tt)+) => {
        $crate::__private::tokio::select!(@{
            start = { $crate::__private::which_first(BRANCHES) };
            ()
        } $($arms)+)
    };
    () => {
        $crate::__private::tokio::select!()
    };
}
