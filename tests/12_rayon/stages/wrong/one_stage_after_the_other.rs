//@ caught-by: test
//@ says: All lines of the batch are parsed, collected, and only then priced: the fast ones wait for the slowest, twice.
//@ fails: the_stages_meet
//@ sort: tempting

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
        let parsed: Vec<u64> = read.into_par_iter().map(&parse).collect();
        let records: Vec<u64> = parsed.into_par_iter().map(&price).collect();
        records.into_iter().for_each(&mut store);
    }
}
