//@ caught-by: model
//@ says: The channel closes, the consumer ends, the caller looks at the flag, and only then does the producer say that all was well.
//@ fails: every_order_is_processed
//@ sort: schedule-only

use std::sync::atomic::{AtomicBool, Ordering};
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
    let complete = Arc::new(AtomicBool::new(false));
    let completed = Arc::clone(&complete);
    let (queue, inbox) = mpsc::sync_channel(100);
    let producer = thread::spawn(move || {
        let sent = orders.into_iter().all(|order| queue.send(order).is_ok());
        drop(queue);
        completed.store(sent, Ordering::SeqCst);
    });
    let consumer = thread::spawn(move || {
        let mut processed = 0;
        for order in inbox {
            process(order);
            processed += 1;
        }
        processed
    });
    let processed = consumer.join();
    // The consumer has seen the end, so the producer has been there.
    let complete = complete.load(Ordering::SeqCst);
    let _ = producer.join();
    match processed {
        Err(_) => Err(Failed::Consumer),
        Ok(_) if !complete => Err(Failed::Producer),
        Ok(processed) => Ok(processed),
    }
}
