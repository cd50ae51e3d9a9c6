//@ caught-by: test
//@ says: `join().unwrap()` makes the panic of a thread a panic of the caller, who asked for a result.
//@ fails: the_orders_break_off, the_consumer_dies
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
    let processed = thread::scope(|scope| {
        scope.spawn(move || {
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
        consumer.join().unwrap()
    });
    Ok(processed)
}
