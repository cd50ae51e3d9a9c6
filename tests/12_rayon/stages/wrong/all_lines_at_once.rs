//@ caught-by: test
//@ says: All lines are read before the first record is stored: a file of a hundred gigabytes wants as much memory, and endless lines never end.
//@ fails: who_does_what
//@ sort: tempting

use rayon::prelude::*;

pub fn import<L, P, Q, S>(lines: L, batch: usize, parse: P, price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send,
    P: Fn(u64) -> u64 + Send + Sync,
    Q: Fn(u64) -> u64 + Send + Sync,
    S: FnMut(u64),
{
    let _ = batch;
    let read: Vec<u64> = lines.collect();
    let records: Vec<u64> = read.into_par_iter().map(parse).map(price).collect();
    records.into_iter().for_each(&mut store);
}
