//! A line, quiet, the end: three answers, three arms.

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
                // The end. It is no time-out: nothing will come, however long we wait.
                Err(_) => break,
            },
            // Not `default`, which would be taken whenever no line is there in this very moment. The time is counted anew in each
            // turn, and here that is what is wanted: the moment of quiet begins with the last line.
            default(quiet) => {
                // Quiet while there is nothing to send: that is no news.
                if !batch.is_empty() {
                    send(mem::take(&mut batch));
                }
            }
        }
    }
    if !batch.is_empty() {
        send(batch);
    }
}
