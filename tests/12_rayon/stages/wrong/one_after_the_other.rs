//@ caught-by: test
//@ says: One line at a time: in order, in bounds, and on one thread.
//@ fails: the_stages_meet
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
    for line in lines {
        let record: Vec<u64> = [line].into_par_iter().map(&parse).map(&price).collect();
        record.into_iter().for_each(&mut store);
    }
}
