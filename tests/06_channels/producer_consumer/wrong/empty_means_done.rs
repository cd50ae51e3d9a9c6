//@ caught-by: test
//@ says: `try_recv` finds nothing when the consumer is quicker than the producer. That is no end: more orders are on their way.
//@ fails: a_slow_producer_is_waited_for
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
            if queue.send(order).is_err() {
                return;
            }
        }
    });
    let consumer = thread::spawn(move || {
        let mut processed = 0;
        while let Ok(order) = inbox.try_recv() {
            process(order);
            processed += 1;
        }
        processed
    });
    let (producer, consumer) = (producer.join(), consumer.join());
    let processed = consumer.map_err(|_| Failed::Consumer)?;
    producer.map_err(|_| Failed::Producer)?;
    Ok(processed)
}
