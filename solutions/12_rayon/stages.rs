//! Two closures, one behind the other, over as many lines as may be in memory; and then the next ones.

use rayon::prelude::*;

/// Imports all lines: parsed and priced in the pool, stored by this thread.
pub fn import<L, P, Q, S>(mut lines: L, batch: usize, parse: P, price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send,
    P: Fn(u64) -> u64 + Send + Sync,
    Q: Fn(u64) -> u64 + Send + Sync,
    S: FnMut(u64),
{
    loop {
        // What keeps memory small is that nothing more is read. There is no channel, so nobody waits at one.
        let read: Vec<u64> = lines.by_ref().take(batch.max(1)).collect();
        if read.is_empty() {
            return;
        }
        // A thread takes a line through both stages. `map(parse).map(price)` is not two loops: nothing is collected in between, so
        // no line waits for another one. Waiting *for the pool* is all right, also for one of its threads: it works meanwhile.
        let records: Vec<u64> = read.into_par_iter().map(&parse).map(&price).collect();
        // In their order, by this thread.
        records.into_iter().for_each(&mut store);
    }
}
