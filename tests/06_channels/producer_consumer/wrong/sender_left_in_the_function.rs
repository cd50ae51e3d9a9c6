//@ caught-by: test
//@ says: The producer borrows the sender, which therefore stays in this function, and this function waits for a consumer who waits for the sender to go.
//@ fails: a_thousand_orders_are_processed, no_orders
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
    thread::scope(|scope| {
        let producer = scope.spawn(|| {
            for order in orders {
                if queue.send(order).is_err() {
                    return;
                }
            }
        });
        let consumer = scope.spawn(move || {
            let mut processed = 0;
            for order in inbox {
                process(order);
                processed += 1;
            }
            processed
        });
        let (producer, consumer) = (producer.join(), consumer.join());
        let processed = consumer.map_err(|_| Failed::Consumer)?;
        producer.map_err(|_| Failed::Producer)?;
        Ok(processed)
    })
}
