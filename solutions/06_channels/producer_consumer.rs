//! The channel says that no more orders come; the two handles say how it ended. Both are needed.

use std::sync::mpsc;
use std::thread;

/// Whose panic ended it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    Producer,
    Consumer,
}

/// Processes all orders; returns how many there were.
pub fn process_all<I, F>(orders: I, mut process: F) -> Result<usize, Failed>
where
    I: Iterator<Item = u64> + Send + 'static,
    F: FnMut(u64) + Send + 'static,
{
    let (queue, inbox) = mpsc::sync_channel(100);
    let producer = thread::spawn(move || {
        for order in orders {
            // An error: the consumer has died. With `unwrap` the producer would die of it, too, and the two panics could not
            // be told apart.
            if queue.send(order).is_err() {
                return;
            }
        }
        // `queue` is dropped here, and in a panic of `orders` as well. For the consumer the two look the same: the channel is
        // closed, the orders that are in it still come, and then its loop ends.
    });
    let consumer = thread::spawn(move || {
        let mut processed = 0;
        for order in inbox {
            process(order);
            processed += 1;
        }
        // The number travels with the handle: nobody can read it before it is final.
        processed
    });
    // Join both, then judge. A `?` after the first would leave the other one running.
    let (producer, consumer) = (producer.join(), consumer.join());
    match (producer, consumer) {
        (_, Err(_)) => Err(Failed::Consumer),
        (Err(_), Ok(_)) => Err(Failed::Producer),
        (Ok(()), Ok(processed)) => Ok(processed),
    }
}
