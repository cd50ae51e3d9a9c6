//! # Nine hundred and ninety orders that nobody processed
//!
//! A producer reads orders, a consumer processes them, and a channel with room for a hundred stands
//! between them. You have written it in Go dozens of times, and this is how an article translates
//! it to Rust: the producer's sender is dropped when the producer is done, so the channel closes by
//! itself and "you can't forget". True. Somebody else was forgotten. With a thousand orders, a
//! program of this shape usually ends with none of them processed, and reports success.
//!
//! Before you edit: what does a closed channel tell, whom does it tell, and what does it not tell?
//!
//! What must hold, for `process_all(orders, process)`, with exactly the signature below:
//!
//! - `orders` is read by one thread and `process` is called by another, at the same time: for each
//!   order once, in their order. The calling thread may be one of the two.
//! - When the last order has been processed, `process_all` returns `Ok` with their number. Any `u64`
//!   is an order.
//! - If `orders` panics, those read before are processed all the same, and the result is
//!   `Err(Failed::Producer)`. A list that broke off is not a short list.
//! - If `process` panics, the producer is not left waiting, and the result is
//!   `Err(Failed::Consumer)`: the one who began, and not the one who suffered from it. (If both panic
//!   by themselves, either will do.)
//! - `process_all` does not panic, and when it returns, no thread that it started is still running.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
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
    let processed = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&processed);
    let (queue, inbox) = mpsc::sync_channel(100);

    // Producer
    thread::spawn(move || {
        for order in orders {
            // TODO: when does this fail, and is it then the producer that has failed?
            queue.send(order).unwrap();
        }
        // Channel closes when `queue` drops
    });

    // Consumer
    thread::spawn(move || {
        for order in inbox {
            process(order);
            count.fetch_add(1, Ordering::Relaxed);
        }
    });

    // TODO: the channel told the consumer. Who tells you, and whose panic was it?
    Ok(processed.load(Ordering::Relaxed))
}
