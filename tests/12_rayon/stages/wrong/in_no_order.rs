//@ caught-by: model
//@ says: `par_bridge` forgets which line came first: the records of the batch are stored in the order in which they became ready.
//@ fails: in_order_and_in_batches
//@ sort: schedule-only

use rayon::prelude::*;

pub fn import<L, P, Q, S>(mut lines: L, batch: usize, parse: P, price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send,
    P: Fn(u64) -> u64 + Send + Sync,
    Q: Fn(u64) -> u64 + Send + Sync,
    S: FnMut(u64),
{
    loop {
        let read: Vec<u64> = lines.by_ref().take(batch.max(1)).collect();
        if read.is_empty() {
            return;
        }
        let records: Vec<u64> = read.into_iter().par_bridge().map(&parse).map(&price).collect();
        records.into_iter().for_each(&mut store);
    }
}
