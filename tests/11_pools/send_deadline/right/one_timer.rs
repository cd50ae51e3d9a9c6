//! One timer before the loop, and a `select!` for each event that finds no room.

use std::time::Duration;

use crossbeam::channel::{Sender, TrySendError, after};
use crossbeam::select;

#[derive(Debug, PartialEq, Eq)]
pub enum Unsent<T> {
    Late(Vec<T>),
    Closed(Vec<T>),
}

pub fn deliver<T>(queue: &Sender<T>, batch: Vec<T>, limit: Duration) -> Result<(), Unsent<T>> {
    let time_is_up = after(limit);
    let mut batch = batch.into_iter();
    while let Some(event) = batch.next() {
        let event = match queue.try_send(event) {
            Ok(()) => continue,
            Err(TrySendError::Full(event)) => event,
            Err(TrySendError::Disconnected(event)) => {
                return Err(Unsent::Closed([event].into_iter().chain(batch).collect()));
            }
        };
        let mut event = Some(event);
        select! {
            send(queue, event.take().unwrap()) -> sent => {
                if let Err(error) = sent {
                    return Err(Unsent::Closed([error.0].into_iter().chain(batch).collect()));
                }
            }
            recv(time_is_up) -> _ => {
                // The timer has sent its only message. From now on there is no waiting.
                return Err(match queue.try_send(event.take().unwrap()) {
                    Ok(()) => return deliver(queue, batch.collect(), Duration::ZERO),
                    Err(TrySendError::Full(event)) => {
                        Unsent::Late([event].into_iter().chain(batch).collect())
                    }
                    Err(TrySendError::Disconnected(event)) => {
                        Unsent::Closed([event].into_iter().chain(batch).collect())
                    }
                });
            }
        }
    }
    Ok(())
}
