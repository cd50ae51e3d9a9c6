//! What a thread may outlive it must own: copy the slice of pointers, then move it.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// Looks for suspicious lines in the background; join the handle to get them.
pub fn audit<F>(batch: &[Arc<str>], is_suspicious: F) -> JoinHandle<Vec<Arc<str>>>
where
    F: Fn(&str) -> bool + Send + 'static,
{
    // Go: `batch = slices.Clone(batch)` before the `go` statement, in the review that follows the
    // incident. It has to happen here, on the caller's thread: inside the closure it would already
    // race with the caller's next write to the buffer.
    let batch = batch.to_vec();

    // `move` makes the closure own `batch` and `is_suspicious`. That is all `'static` asks for: not
    // to live for ever, only to borrow from nobody. Both are dropped when the thread ends.
    thread::spawn(move || batch.into_iter().filter(|line| is_suspicious(line)).collect())
}
