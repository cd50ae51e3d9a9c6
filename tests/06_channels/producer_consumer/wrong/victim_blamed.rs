//@ caught-by: test
//@ says: The `send` to a dead consumer fails, `unwrap` makes a second panic of it, and the first handle to be looked at is that of the victim.
//@ fails: the_consumer_dies
//@ sort: tempting

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
    let (queue, inbox) = mpsc::sync_channel(100);
    let producer = thread::spawn(move || {
        for order in orders {
            queue.send(order).unwrap();
        }
    });
    let consumer = thread::spawn(move || {
        let mut processed = 0;
        for order in inbox {
            process(order);
            processed += 1;
        }
        processed
    });
    let (producer, consumer) = (producer.join(), consumer.join());
    producer.map_err(|_| Failed::Producer)?;
    consumer.map_err(|_| Failed::Consumer)
}
