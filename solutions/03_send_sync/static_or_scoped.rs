//! The function that waits lends what it has; the function that does not wait gives it away. The bounds say which is which.

use std::panic;
use std::thread::{self, JoinHandle};

/// Runs both at the same time, and returns both results.
///
/// `Send` is all that is left: one closure goes to another thread, its result comes back. `'static` was `thread::spawn`'s
/// wish, which cannot know that somebody waits. The scope knows, because it is the one that waits.
pub fn both<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send,
    B: FnOnce() -> RB + Send,
    RA: Send,
    RB: Send,
{
    thread::scope(|scope| {
        let second = scope.spawn(second);
        // This thread would only wait, so it does the first itself. If it panics here, the scope still waits for the
        // second before the panic goes on: otherwise it would free what the second one borrows.
        let first = first();
        let second = second.join().unwrap_or_else(|payload| panic::resume_unwind(payload));
        (first, second)
    })
}

/// Work that goes on.
pub struct Later<T> {
    // The handle is the promise of a result. Dropping it detaches the thread: it neither stops nor waits.
    work: JoinHandle<T>,
}

/// Starts `work`, and does not wait for it.
///
/// The caller may have returned, and its stack may be gone, while the work still runs. So nothing in the closure may be
/// borrowed from there: `'static`. Nor may a plain reference count stay behind in the caller's hands: `Send`.
pub fn later<F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    Later { work: thread::spawn(work) }
}

impl<T> Later<T> {
    /// Waits for the result.
    pub fn wait(self) -> T {
        // What the work panicked with becomes a panic here.
        self.work.join().unwrap_or_else(|payload| panic::resume_unwind(payload))
    }
}
