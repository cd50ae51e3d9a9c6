//@ caught-by: test
//@ says: The producer is done when its last order is in the channel. That is the moment at which a hundred orders may be waiting there.
//@ fails: a_long_last_order_is_waited_for
//@ sort: tempting

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
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
    let processed = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&processed);
    let (queue, inbox) = mpsc::sync_channel(100);
    let producer = thread::spawn(move || {
        for order in orders {
            if queue.send(order).is_err() {
                return;
            }
        }
    });
    thread::spawn(move || {
        for order in inbox {
            process(order);
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    producer.join().map_err(|_| Failed::Producer)?;
    Ok(processed.load(Ordering::SeqCst))
}
