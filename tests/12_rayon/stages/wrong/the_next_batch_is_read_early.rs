//@ caught-by: test
//@ says: The next lines are read before the last ones have been stored: twice as many in memory as were allowed.
//@ fails: who_does_what
//@ sort: boundary

use rayon::prelude::*;

pub fn import<L, P, Q, S>(mut lines: L, batch: usize, parse: P, price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send,
    P: Fn(u64) -> u64 + Send + Sync,
    Q: Fn(u64) -> u64 + Send + Sync,
    S: FnMut(u64),
{
    let mut records: Vec<u64> = Vec::new();
    loop {
        let read: Vec<u64> = lines.by_ref().take(batch.max(1)).collect();
        records.drain(..).for_each(&mut store);
        if read.is_empty() {
            return;
        }
        records = read.into_par_iter().map(&parse).map(&price).collect();
    }
}
