//! A panic ends one thread and becomes a value: the `Err` of its `join`.

use std::any::Any;
use std::thread;

/// Runs all jobs at the same time; a job that panics costs no more than its own result.
pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let handles: Vec<_> = jobs.into_iter().map(thread::spawn).collect();

    // Go: a `defer func() { recover() … }()` inside every goroutine, because nobody outside can catch
    // its panic. Here the thread needs no preparation: the owner of the handle finds out.
    //
    // An `unwrap`, or a `?`, would leave this loop at the first panic and drop the handles that
    // follow. Their threads would run on with nobody waiting. So the `Err` is kept, not raised.
    handles.into_iter().map(|handle| handle.join().map_err(|payload| message(&*payload))).collect()
}

/// The text of a panic.
///
/// A payload may be any value: `panic!("literal")` carries a `&'static str`, `panic!("{formatted}")`
/// a `String`, `panic_any` whatever it was given. `{payload:?}` would print `Any { .. }` for each.
fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(literal) = payload.downcast_ref::<&str>() {
        literal.to_string()
    } else if let Some(formatted) = payload.downcast_ref::<String>() {
        formatted.clone()
    } else {
        "panic without a message".to_string()
    }
}
