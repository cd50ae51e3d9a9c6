//@ caught-by: model
//@ says: The orders have broken off and none is waiting, so the consumer is told to stop. It has the last one in its hand, looks, and throws it away.
//@ fails: the_orders_break_off
//@ sort: schedule-only

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

#[derive(Default)]
struct State {
    waiting: AtomicUsize,
    stopped: AtomicBool,
}

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
    let state = Arc::new(State::default());
    let (at_producer, at_consumer) = (Arc::clone(&state), Arc::clone(&state));
    let (queue, inbox) = mpsc::sync_channel(100);
    let producer = thread::spawn(move || {
        for order in orders {
            at_producer.waiting.fetch_add(1, Ordering::SeqCst);
            if queue.send(order).is_err() {
                return;
            }
        }
    });
    let consumer = thread::spawn(move || {
        let mut processed = 0;
        for order in inbox {
            at_consumer.waiting.fetch_sub(1, Ordering::SeqCst);
            if at_consumer.stopped.load(Ordering::SeqCst) {
                break;
            }
            process(order);
            processed += 1;
        }
        processed
    });
    let producer = producer.join();
    if producer.is_err() {
        while state.waiting.load(Ordering::SeqCst) > 0 && !consumer.is_finished() {
            thread::yield_now();
        }
        state.stopped.store(true, Ordering::SeqCst);
    }
    let consumer = consumer.join();
    match (producer, consumer) {
        (_, Err(_)) => Err(Failed::Consumer),
        (Err(_), Ok(_)) => Err(Failed::Producer),
        (Ok(()), Ok(processed)) => Ok(processed),
    }
}
