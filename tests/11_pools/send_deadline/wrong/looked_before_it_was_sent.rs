//@ caught-by: model
//@ says: It looks whether there is room, and sends then, without a limit: in between somebody else has taken the room. Look and send in one step, `try_send`.
//@ fails: somebody_else_takes_the_room
//@ kind: deadlock
//@ sort: schedule-only

use std::time::{Duration, Instant};

use crossbeam::channel::{SendTimeoutError, Sender};

#[derive(Debug, PartialEq, Eq)]
pub enum Unsent<T> {
    Late(Vec<T>),
    Closed(Vec<T>),
}

pub fn deliver<T>(queue: &Sender<T>, batch: Vec<T>, limit: Duration) -> Result<(), Unsent<T>> {
    let deadline = Instant::now() + limit.min(Duration::from_secs(1 << 30));
    let mut batch = batch.into_iter();
    while let Some(event) = batch.next() {
        let sent = if queue.is_full() {
            queue.send_deadline(event, deadline)
        } else {
            queue.send(event).map_err(|error| SendTimeoutError::Disconnected(error.0))
        };
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
