//! One thread is enough beside the caller's: the caller reads the orders, and catches its own panic before it joins.

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
    let (queue, inbox) = mpsc::sync_channel(100);
    let consumer = thread::spawn(move || {
        let mut processed = 0;
        for order in inbox {
            process(order);
            processed += 1;
        }
        processed
    });
    // The closure owns the sender: it is dropped when the orders have ended, or broken off.
    let produced = catch_unwind(AssertUnwindSafe(move || {
        let mut orders = orders;
        orders.try_for_each(|order| queue.send(order).ok());
    }));
    let processed = consumer.join().map_err(|_| Failed::Consumer)?;
    produced.map_err(|_| Failed::Producer)?;
    Ok(processed)
}
