//@ caught-by: test
//@ says: All orders are read before the first one is sent: two threads, and never both at work.
//@ fails: reading_and_processing_meet
//@ sort: tempting

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
    let producer = thread::spawn(move || orders.collect::<Vec<u64>>());
    let orders = producer.join().map_err(|_| Failed::Producer)?;
    let consumer = thread::spawn(move || {
        let processed = orders.len();
        orders.into_iter().for_each(&mut process);
        processed
    });
    consumer.join().map_err(|_| Failed::Consumer)
}
