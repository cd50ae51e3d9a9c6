//! # Nothing has come, or nothing will come
//!
//! A shipper collects log lines and sends them in batches: when the program is quiet for a moment, what has been collected
//! goes out. After a release the bill for the log service was a hundred times as high as before, for the same
//! lines: each was a batch of its own. One processor did nothing but ask. And the last lines before a restart,
//! those that everybody wanted to read, were missing.
//!
//! In Go, `select` with a `default` takes what is there, or else does something else. It does not wait, so in a
//! loop it asks again at once. What was meant is "or else, *after a while*". crossbeam's `select!` has
//! `default(duration)` for that, and a receiver has `recv_timeout(duration)`.
//!
//! Before you edit: there are three answers to "is there a line?", and not two. Which are they, and what should
//! happen for each?
//!
//! What must hold, for `ship(lines, quiet, send)`, with exactly the signature below:
//!
//! - Each line is sent once. The lines are in the order in which they came, within the batches and from batch
//!   to batch. No batch is empty.
//! - A batch is sent when no line has come for as long as `quiet`, and not earlier. Then `ship` goes on collecting.
//! - When all senders have been dropped, what was collected is sent at once, and `ship` returns.
//! - Until something is to be done it waits; it does not ask in a loop.
//! - No `quiet` is too long: with `Duration::MAX` there is one batch, at the end.

use std::mem;
use std::time::Duration;

use crossbeam::channel::{Receiver, select};

/// Sends the lines in batches, until no more will come.
pub fn ship<T, S>(lines: Receiver<T>, quiet: Duration, mut send: S)
where
    T: Send + 'static,
    S: FnMut(Vec<T>),
{
    let mut batch = Vec::new();
    loop {
        select! {
            recv(lines) -> line => match line {
                Ok(line) => batch.push(line),
                // TODO: and what has been collected?
                Err(_) => return,
            },
            // TODO: nothing has come yet. For how long?
            default => {
                let _unused = quiet;
                send(mem::take(&mut batch));
            }
        }
    }
}
