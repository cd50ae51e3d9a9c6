//@ caught-by: test
//@ says: The event that was not sent is in the error, and `batch` begins behind it. One event of every late batch is lost.
//@ fails: no_time_at_all, the_time_is_up
//@ sort: tempting

use std::time::{Duration, Instant};

use crossbeam::channel::{SendTimeoutError, Sender};

#[derive(Debug, PartialEq, Eq)]
pub enum Unsent<T> {
    Late(Vec<T>),
    Closed(Vec<T>),
}

pub fn deliver<T>(queue: &Sender<T>, batch: Vec<T>, limit: Duration) -> Result<(), Unsent<T>> {
    let Some(deadline) = Instant::now().checked_add(limit) else {
        return deliver(queue, batch, Duration::from_secs(1 << 30));
    };
    let mut batch = batch.into_iter();
    while let Some(event) = batch.next() {
        match queue.send_deadline(event, deadline) {
            Ok(()) => {}
            Err(SendTimeoutError::Timeout(_)) => return Err(Unsent::Late(batch.collect())),
            Err(SendTimeoutError::Disconnected(_)) => return Err(Unsent::Closed(batch.collect())),
        }
    }
    Ok(())
}
