//! With crossbeam's channel, as it was published, and with both handles.

use crossbeam::channel::bounded;
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
    let (tx, rx) = bounded(100);
    let producer = thread::spawn(move || {
        for order in orders {
            if tx.send(order).is_err() {
                break;
            }
        }
    });
    let consumer = thread::spawn(move || {
        let mut processed = 0;
        for order in &rx {
            process(order);
            processed += 1;
        }
        processed
    });
    let (producer, consumer) = (producer.join(), consumer.join());
    let processed = consumer.or(Err(Failed::Consumer))?;
    producer.or(Err(Failed::Producer)).map(|()| processed)
}
