//! It sleeps from attempt to attempt. That is not nice, and it is right.

use std::collections::VecDeque;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam::channel::{Sender, TrySendError};

#[derive(Debug, PartialEq, Eq)]
pub enum Unsent<T> {
    Late(Vec<T>),
    Closed(Vec<T>),
}

pub fn deliver<T>(queue: &Sender<T>, batch: Vec<T>, limit: Duration) -> Result<(), Unsent<T>> {
    let start = Instant::now();
    let mut batch = VecDeque::from(batch);
    while let Some(event) = batch.pop_front() {
        match queue.try_send(event) {
            Ok(()) => {}
            Err(TrySendError::Disconnected(event)) => {
                batch.push_front(event);
                return Err(Unsent::Closed(batch.into()));
            }
            Err(TrySendError::Full(event)) => {
                batch.push_front(event);
                let left = limit.saturating_sub(start.elapsed());
                if left.is_zero() {
                    return Err(Unsent::Late(batch.into()));
                }
                thread::sleep(left.min(Duration::from_millis(1)));
            }
        }
    }
    Ok(())
}
