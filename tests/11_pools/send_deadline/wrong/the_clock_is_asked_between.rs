//@ caught-by: test
//@ says: `send` has no limit at all: where there is no room it waits for as long as nobody takes anything.
//@ fails: no_time_at_all, the_time_is_up
//@ sort: tempting

use std::time::{Duration, Instant};

use crossbeam::channel::Sender;

#[derive(Debug, PartialEq, Eq)]
pub enum Unsent<T> {
    Late(Vec<T>),
    Closed(Vec<T>),
}

pub fn deliver<T>(queue: &Sender<T>, batch: Vec<T>, limit: Duration) -> Result<(), Unsent<T>> {
    let start = Instant::now();
    let mut batch = batch.into_iter();
    while let Some(event) = batch.next() {
        if let Err(error) = queue.send(event) {
            return Err(Unsent::Closed([error.0].into_iter().chain(batch).collect()));
        }
        if start.elapsed() > limit && batch.len() > 0 {
            return Err(Unsent::Late(batch.collect()));
        }
    }
    Ok(())
}
