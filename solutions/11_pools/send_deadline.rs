//! The clock is read once. A moment can be used again and again; a duration begins anew each time.

use std::time::{Duration, Instant};

use crossbeam::channel::{SendTimeoutError, Sender};

/// Why events were not sent, and which.
#[derive(Debug, PartialEq, Eq)]
pub enum Unsent<T> {
    /// The time was up.
    Late(Vec<T>),
    /// Nobody receives any more.
    Closed(Vec<T>),
}

/// Sends all of `batch`, in no more than `limit`.
pub fn deliver<T>(queue: &Sender<T>, batch: Vec<T>, limit: Duration) -> Result<(), Unsent<T>> {
    // `+` panics if the sum is later than a clock can say. `None` is "never", and to wait for never is plain `send`.
    let deadline = Instant::now().checked_add(limit);
    let mut batch = batch.into_iter();
    while let Some(event) = batch.next() {
        let sent = match deadline {
            // If there is room it is sent, also when the deadline has passed: only waiting has a limit.
            Some(deadline) => queue.send_deadline(event, deadline),
            None => queue.send(event).map_err(|error| SendTimeoutError::Disconnected(error.0)),
        };
        // Every error of `send` gives the value back; it is the first of the rest.
        match sent {
            Ok(()) => {}
            Err(SendTimeoutError::Timeout(event)) => {
                return Err(Unsent::Late([event].into_iter().chain(batch).collect()));
            }
            Err(SendTimeoutError::Disconnected(event)) => {
                return Err(Unsent::Closed([event].into_iter().chain(batch).collect()));
            }
        }
    }
    Ok(())
}
