//@ caught-by: test
//@ says: `Instant::now() + limit` panics when the sum is later than a clock can say. `checked_add` says `None` then: no deadline.
//@ fails: there_is_room, nobody_receives
//@ sort: boundary

use std::time::{Duration, Instant};

use crossbeam::channel::{SendTimeoutError, Sender};

#[derive(Debug, PartialEq, Eq)]
pub enum Unsent<T> {
    Late(Vec<T>),
    Closed(Vec<T>),
}

pub fn deliver<T>(queue: &Sender<T>, batch: Vec<T>, limit: Duration) -> Result<(), Unsent<T>> {
    let deadline = Instant::now() + limit;
    let mut batch = batch.into_iter();
    while let Some(event) = batch.next() {
        match queue.send_deadline(event, deadline) {
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
