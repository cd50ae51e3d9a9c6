//! # A limit of two seconds, and it took a minute
//!
//! A handler hands a batch of events to a queue that others empty. It has two seconds; after that the caller
//! of the handler has gone away. Each `send` has a limit of two seconds. One evening the queue was slow, and handlers
//! stood there for a minute. And the audit counts events that are neither in the queue nor in the
//! log of what was not delivered: one for each batch that was late.
//!
//! In Go the two seconds would be in a context: `WithTimeout` reads the clock *once*, and each `select` in
//! the loop has the same `ctx.Done()`. With a `time.After` inside of the loop it would be the bug below.
//!
//! Before you edit: thirty events, and each of them finds room after 1.9 seconds. When does `deliver` give
//! up?
//!
//! What must hold, for `deliver(queue, batch, limit)`, with exactly the signature below:
//!
//! - The events of `batch` are sent in their order. `Ok(())` if all have been sent.
//! - `limit` is for the whole batch, from the call on. As long as there is room nothing waits; and where there is none
//!   it waits, until there is room or the time is up, not longer and not shorter.
//! - `Err(Late(rest))`: the time was up. With a limit of zero what there is room for is sent, and no more.
//! - `Err(Closed(rest))`: nobody is there to receive, and nobody will be. It says so at once, whatever the limit.
//! - `rest` are the events that have not been sent, in their order. Each event is in the queue (or has
//!   been received), or in `rest`: none is lost, and none is twice. An event cannot be cloned.
//! - No limit is too long: `Duration::MAX` is allowed. An empty batch is `Ok(())`.

use std::time::Duration;

use crossbeam::channel::Sender;

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
    let mut batch = batch.into_iter();
    while let Some(event) = batch.next() {
        // TODO: from when on does this count?
        if let Err(_error) = queue.send_timeout(event, limit) {
            // TODO: where is `event` now? And which of the two errors is it?
            return Err(Unsent::Late(batch.collect()));
        }
    }
    Ok(())
}
