//! # Seven good statements, and one that took them along
//!
//! At the end of the month eight statements are computed, each on a thread. One account holds bad
//! data, its job panics, and the whole run is lost: no statement is sent, and the log says
//! `Any { .. }`. In Go it would be worse, a panic in any goroutine ends the process unless that very
//! goroutine recovers. In Rust a panic ends its thread, and the thread's handle knows about it.
//! Seven results are there. What does the program do at the moment when it meets the eighth?
//!
//! ## What must hold
//!
//! `run_all(jobs)` runs the jobs and returns, in the order of the jobs, `Ok(result)` for each one
//! that returned and `Err(message)` for each one that panicked, and
//!
//! - all jobs are at work at the same time: none waits for another one to begin or to end,
//! - every job is awaited: each has returned or panicked when `run_all` returns, also when one before
//!   it has panicked,
//! - the message is the text given to `panic!`, be it a literal or formatted; when a job panics with
//!   something that is no text, the message is `panic without a message`,
//! - `run_all` itself does not panic; no jobs, no results.
//!
//! The checks use `run_all` with exactly the signature below.

use std::thread;

/// Runs all jobs at the same time; a job that panics costs no more than its own result.
pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let handles: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    handles
        .into_iter()
        // TODO: `join` returns a Result. Keep what it says, in words, and go on with the next one.
        .map(|handle| Ok(handle.join().expect("a job panicked")))
        .collect()
}
