//@ caught-by: test
//@ says: `pop` takes from the end: the events arrive in the reverse order.
//@ fails: there_is_room
//@ sort: boundary

use std::time::{Duration, Instant};

use crossbeam::channel::{SendTimeoutError, Sender};

#[derive(Debug, PartialEq, Eq)]
pub enum Unsent<T> {
    Late(Vec<T>),
    Closed(Vec<T>),
}

pub fn deliver<T>(queue: &Sender<T>, mut batch: Vec<T>, limit: Duration) -> Result<(), Unsent<T>> {
    let deadline = Instant::now() + limit.min(Duration::from_secs(1 << 30));
    while let Some(event) = batch.pop() {
        match queue.send_deadline(event, deadline) {
            Ok(()) => {}
            Err(SendTimeoutError::Timeout(event)) => {
                batch.push(event);
                return Err(Unsent::Late(batch));
            }
            Err(SendTimeoutError::Disconnected(event)) => {
                batch.push(event);
                return Err(Unsent::Closed(batch));
            }
        }
    }
    Ok(())
}
