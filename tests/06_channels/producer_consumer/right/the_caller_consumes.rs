//! The caller processes, the orders come from a thread of their own, without any buffer in between.

use std::panic::{AssertUnwindSafe, catch_unwind};
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
    let (queue, inbox) = mpsc::sync_channel(0);
    let producer = thread::spawn(move || {
        for order in orders {
            if queue.send(order).is_err() {
                return;
            }
        }
    });
    let consumed = catch_unwind(AssertUnwindSafe(move || {
        let mut processed = 0;
        while let Ok(order) = inbox.recv() {
            process(order);
            processed += 1;
        }
        processed
    }));
    // Joined in any case, and then judged.
    let produced = producer.join();
    let processed = consumed.map_err(|_| Failed::Consumer)?;
    produced.map_err(|_| Failed::Producer)?;
    Ok(processed)
}
