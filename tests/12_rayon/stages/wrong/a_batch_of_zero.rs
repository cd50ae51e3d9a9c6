//@ caught-by: test
//@ says: `take(0)` reads nothing, so there seem to be no lines at all: the import is done, and has imported nothing.
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
        let read: Vec<u64> = lines.by_ref().take(batch).collect();
        if read.is_empty() {
            return;
        }
        let records: Vec<u64> = read.into_par_iter().map(&parse).map(&price).collect();
        records.into_iter().for_each(&mut store);
    }
}
