//@ caught-by: test
//@ says: `u64::MAX` means "no more", and it is an order like any other: what comes after it is thrown away.
//@ fails: random_orders_agree
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

const NO_MORE: u64 = u64::MAX;

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
        let _ = queue.send(NO_MORE);
    });
    let consumer = thread::spawn(move || {
        let mut processed = 0;
        while let Ok(order) = inbox.recv()
            && order != NO_MORE
        {
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
