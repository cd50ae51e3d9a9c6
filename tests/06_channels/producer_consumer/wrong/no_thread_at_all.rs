//@ caught-by: test
//@ says: A loop: nothing is lost, and nothing is read while an order is being processed.
//@ fails: reading_and_processing_meet
//@ sort: tempting

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Whose panic ended it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    Producer,
    Consumer,
}

pub fn process_all<I, F>(mut orders: I, mut process: F) -> Result<usize, Failed>
where
    I: Iterator<Item = u64>,
    F: FnMut(u64),
{
    let mut processed = 0;
    loop {
        let order = catch_unwind(AssertUnwindSafe(|| orders.next()));
        let Some(order) = order.map_err(|_| Failed::Producer)? else { return Ok(processed) };
        catch_unwind(AssertUnwindSafe(|| process(order))).map_err(|_| Failed::Consumer)?;
        processed += 1;
    }
}
