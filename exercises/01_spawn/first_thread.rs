//! # The report that stops the service
//!
//! At midnight the payment service builds the day's report, and until it is done no request is
//! answered: one happens after the other. In Go you would write `go` in front of the report, and
//! then make a channel for the number it computes, because a `go` statement gives nothing back.
//! `std::thread::spawn` does give something back. What is it, and when does it know the number?
//!
//! ## What must hold
//!
//! `in_background(report, serve)` returns `(what report returned, what serve returned)`, and
//!
//! - `report` runs on a thread of its own,
//! - `serve` runs on the thread that called `in_background`,
//! - they run at the same time: neither waits for the other to begin or to end,
//! - both have returned when `in_background` returns.
//!
//! Any number is a valid result, 0 too. No closure panics here; `a_thread_panicked` is about that.
//! The checks use `in_background` with exactly the signature below.

/// Builds the report in the background while requests are served, and returns both results.
pub fn in_background<R, S>(report: R, serve: S) -> (u64, u64)
where
    R: FnOnce() -> u64 + Send + 'static,
    S: FnOnce() -> u64,
{
    // TODO: give the report a thread of its own.
    let rows = report();
    // TODO: serve meanwhile; ask for the report's result only when you need it.
    let served = serve();
    (rows, served)
}
