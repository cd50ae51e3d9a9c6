//! The batch is one vector, worked on in place: what was a line becomes a record.

use rayon::prelude::*;

pub fn import<L, P, Q, S>(mut lines: L, batch: usize, parse: P, price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send,
    P: Fn(u64) -> u64 + Send + Sync,
    Q: Fn(u64) -> u64 + Send + Sync,
    S: FnMut(u64),
{
    let size = batch.max(1);
    let mut records = Vec::new();
    loop {
        records.extend(lines.by_ref().take(size));
        if records.is_empty() {
            return;
        }
        records.par_iter_mut().for_each(|record| *record = price(parse(*record)));
        records.drain(..).for_each(&mut store);
    }
}
