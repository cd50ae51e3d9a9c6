//@ caught-by: model
//@ says: The consumer is joined and the producer's last word is in its message, so nobody joins the producer: it may still be running.
//@ sort: schedule-only

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
            if queue.send(Some(order)).is_err() {
                return;
            }
        }
        // All was well: it did not panic on the way here.
        let _ = queue.send(None);
    });
    let consumer = thread::spawn(move || {
        let mut processed = 0;
        while let Ok(message) = inbox.recv() {
            let Some(order) = message else { return Ok(processed) };
            process(order);
            processed += 1;
        }
        Err(Failed::Producer)
    });
    consumer.join().unwrap_or(Err(Failed::Consumer))
}
