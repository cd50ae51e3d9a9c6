//@ caught-by: test
//@ says: "Too late" and "nobody is there" are different news: after the first one may try again, after the second never. `SendTimeoutError` tells them apart.
//@ fails: nobody_receives
//@ sort: tempting

use std::time::{Duration, Instant};

use crossbeam::channel::Sender;

#[derive(Debug, PartialEq, Eq)]
pub enum Unsent<T> {
    Late(Vec<T>),
    Closed(Vec<T>),
}

pub fn deliver<T>(queue: &Sender<T>, batch: Vec<T>, limit: Duration) -> Result<(), Unsent<T>> {
    let far = Duration::from_secs(1 << 30);
    let deadline = Instant::now() + limit.min(far);
    let mut batch = batch.into_iter();
    while let Some(event) = batch.next() {
        if let Err(error) = queue.send_deadline(event, deadline) {
            let event = error.into_inner();
            return Err(Unsent::Late([event].into_iter().chain(batch).collect()));
        }
    }
    Ok(())
}
