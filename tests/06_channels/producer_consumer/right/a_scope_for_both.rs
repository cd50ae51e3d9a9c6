//! A scope with two threads, both joined by hand: an unjoined panic would make the scope itself panic.

use std::sync::mpsc;
use std::thread;

/// Whose panic ended it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    Producer,
    Consumer,
}

pub fn process_all<I, F>(orders: I, mut process: F) -> Result<usize, Failed>
where
    I: Iterator<Item = u64> + Send + 'static,
    F: FnMut(u64) + Send + 'static,
{
    let (queue, inbox) = mpsc::channel();
    thread::scope(|scope| {
        let producer = scope.spawn(move || {
            for order in orders {
                // The inbox is gone only if the consumer died, and its own handle tells that.
                let _ = queue.send(order);
            }
        });
        let consumer = scope.spawn(move || inbox.into_iter().map(|order| process(order)).count());
        let complete = producer.join().is_ok();
        match consumer.join() {
            Err(_) => Err(Failed::Consumer),
            Ok(_) if !complete => Err(Failed::Producer),
            Ok(processed) => Ok(processed),
        }
    })
}
