//@ caught-by: test
//@ says: The clock is asked before the queue, so with a limit of zero nothing is sent, though there was room. Only waiting has a limit.
//@ fails: there_is_room, no_time_at_all
//@ sort: boundary

use std::time::{Duration, Instant};

use crossbeam::channel::{SendTimeoutError, Sender};

#[derive(Debug, PartialEq, Eq)]
pub enum Unsent<T> {
    Late(Vec<T>),
    Closed(Vec<T>),
}

pub fn deliver<T>(queue: &Sender<T>, batch: Vec<T>, limit: Duration) -> Result<(), Unsent<T>> {
    let start = Instant::now();
    let mut batch = batch.into_iter();
    while let Some(event) = batch.next() {
        let left = limit.saturating_sub(start.elapsed());
        if left.is_zero() {
            return Err(Unsent::Late([event].into_iter().chain(batch).collect()));
        }
        match queue.send_timeout(event, left) {
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
