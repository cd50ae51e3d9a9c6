//! The producer says "that was all" with a message of its own; a channel that closes without it has broken off.

use std::sync::mpsc;
use std::thread;

enum Message {
    Order(u64),
    ThatWasAll,
}

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
    let (queue, inbox) = mpsc::sync_channel(100);
    let producer = thread::spawn(move || {
        for order in orders {
            if queue.send(Message::Order(order)).is_err() {
                return;
            }
        }
        let _ = queue.send(Message::ThatWasAll);
    });
    let consumer = thread::spawn(move || {
        let mut processed = 0;
        for message in inbox {
            match message {
                Message::Order(order) => process(order),
                Message::ThatWasAll => return Ok(processed),
            }
            processed += 1;
        }
        Err(Failed::Producer)
    });
    let outcome = consumer.join().unwrap_or(Err(Failed::Consumer));
    // Its own `Err` says nothing new.
    let _ = producer.join();
    outcome
}
