//@ caught-by: model
//@ says: A timer that is made inside of the loop begins with each event. One `after(limit)` before the loop is a deadline.
//@ fails: one_deadline_for_the_whole_batch
//@ kind: assertion
//@ sort: tempting

use std::time::Duration;

use crossbeam::channel::{Sender, TrySendError, after};
use crossbeam::select;

#[derive(Debug, PartialEq, Eq)]
pub enum Unsent<T> {
    Late(Vec<T>),
    Closed(Vec<T>),
}

pub fn deliver<T>(queue: &Sender<T>, batch: Vec<T>, limit: Duration) -> Result<(), Unsent<T>> {
    let mut batch = batch.into_iter();
    while let Some(event) = batch.next() {
        let event = match queue.try_send(event) {
            Ok(()) => continue,
            Err(TrySendError::Full(event)) => event,
            Err(TrySendError::Disconnected(event)) => {
                return Err(Unsent::Closed([event].into_iter().chain(batch).collect()));
            }
        };
        // The time-out does not evaluate `event`, so it is still here.
        let mut event = Some(event);
        select! {
            send(queue, event.take().unwrap()) -> sent => {
                if let Err(error) = sent {
                    return Err(Unsent::Closed([error.0].into_iter().chain(batch).collect()));
                }
            }
            recv(after(limit)) -> _ => {
                return Err(Unsent::Late(event.into_iter().chain(batch).collect()));
            }
        }
    }
    Ok(())
}
