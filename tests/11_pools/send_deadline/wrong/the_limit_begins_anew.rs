//@ caught-by: model
//@ says: Each event gets the whole time anew, so thirty events may take thirty times as long. Read the clock once, before the loop, and send up to that moment.
//@ fails: one_deadline_for_the_whole_batch
//@ kind: assertion
//@ sort: tempting

use std::time::Duration;

use crossbeam::channel::{SendTimeoutError, Sender};

#[derive(Debug, PartialEq, Eq)]
pub enum Unsent<T> {
    Late(Vec<T>),
    Closed(Vec<T>),
}

pub fn deliver<T>(queue: &Sender<T>, batch: Vec<T>, limit: Duration) -> Result<(), Unsent<T>> {
    let mut batch = batch.into_iter();
    while let Some(event) = batch.next() {
        match queue.send_timeout(event, limit) {
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
