//@ caught-by: test
//@ says: A batch that is not full is taken for the end: the last lines of the file are not imported.
//@ fails: records_agree
//@ sort: boundary

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
        if read.len() < batch.max(1) {
            return;
        }
        let records: Vec<u64> = read.into_par_iter().map(&parse).map(&price).collect();
        records.into_iter().for_each(&mut store);
    }
}
