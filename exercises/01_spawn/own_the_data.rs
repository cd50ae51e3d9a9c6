//! # The audit log that quoted another customer
//!
//! The gateway checks each batch of log lines for suspicious ones, in the background, so that the
//! request is answered at once. Like any fast Go service it reuses the batch's buffer: as soon as
//! `audit` returns, the next request's lines are written over it. In Go that compiled, passed its
//! tests, and put one customer's lines into another customer's audit. Here it does not compile.
//! Read the error before you change anything: for how long may the new thread look at `batch`?
//!
//! A line is an `Arc<str>`. That is what a Go `string` is: a pointer to text that nobody changes.
//! `Arc::clone` copies the pointer and counts the copy, the text stays where it is.
//!
//! ## What must hold
//!
//! `audit(batch, is_suspicious)` returns the handle of a thread, and
//!
//! - `audit` returns without waiting for a line to be judged, and judges none itself,
//! - the lines judged are those that were in the batch when `audit` was called, each once, whatever
//!   the caller does to the buffer afterwards and however many audits are under way,
//! - `join` on the handle returns the suspicious lines in the order of the batch; an empty batch
//!   has none,
//! - when `is_suspicious` panics, `join` says so with an `Err`,
//! - after `join` the audit holds on to nothing: a line is freed when its last owner lets it go.
//!
//! The checks use `audit` with exactly the signature below.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// Looks for suspicious lines in the background; join the handle to get them.
pub fn audit<F>(batch: &[Arc<str>], is_suspicious: F) -> JoinHandle<Vec<Arc<str>>>
where
    F: Fn(&str) -> bool + Send + 'static,
{
    // TODO: this is the Go program, almost word for word. `move` gives the thread what the closure
    // names, and `batch` is the name of a borrow. Make the thread own everything that it uses.
    thread::spawn(move || batch.iter().filter(|line| is_suspicious(line)).cloned().collect())
}
