//! A dropped handle waits for nobody; a value that waits when it is dropped is written in ten lines.

use std::thread::{self, JoinHandle};

/// Work in the background that is over when its owner lets go of this value.
///
/// Name it: `let _shipping = Background::start(…)` lives to the end of the scope, but
/// `let _ = Background::start(…)` is dropped on the spot and waits right there.
#[must_use = "dropping it waits for the work, so `start` without a name is a slow function call"]
pub struct Background {
    /// `None` only while it is being dropped: `join` takes the handle by value, `drop` has no more
    /// than `&mut self`, and `Option::take` is the way from one to the other.
    handle: Option<JoinHandle<()>>,
}

impl Background {
    /// Starts `work` on a thread of its own.
    ///
    /// `'static`, though the drop waits: nobody can promise that the drop happens. `mem::forget` is
    /// safe and skips it, and the thread would go on with a borrow from a function that is gone.
    /// Only `thread::scope`, which waits in its own code, may lend what the caller owns.
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'static,
    {
        Background { handle: Some(thread::spawn(work)) }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            // Go: `defer wg.Wait()`, on the day somebody remembers it.
            //
            // No `unwrap`: `Err` means that the work panicked, which it has reported itself. A drop
            // may run because its owner panics, and a second panic now would abort the process.
            let _ = handle.join();
        }
    }
}
