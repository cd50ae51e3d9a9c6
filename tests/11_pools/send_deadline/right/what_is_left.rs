//! What is left of the limit is computed anew before each event.

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
