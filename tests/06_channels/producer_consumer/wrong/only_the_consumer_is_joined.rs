//@ caught-by: test
//@ says: The channel is closed in the same way when the orders have ended and when they have broken off. The consumer cannot know, and nobody asks the producer.
//@ fails: the_orders_break_off
//@ sort: boundary

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
    thread::spawn(move || {
        for order in orders {
            if queue.send(order).is_err() {
                return;
            }
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
    consumer.join().map_err(|_| Failed::Consumer)
}
