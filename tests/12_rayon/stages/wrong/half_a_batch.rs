//@ caught-by: test
//@ says: It reads fewer lines than it may: with a batch of four the fourth line waits until the three before it are stored, and a core has nothing to do.
//@ sort: boundary

use rayon::prelude::*;

pub fn import<L, P, Q, S>(lines: L, batch: usize, parse: P, price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send,
    P: Fn(u64) -> u64 + Send + Sync,
    Q: Fn(u64) -> u64 + Send + Sync,
    S: FnMut(u64),
{
    let mut lines = lines.fuse();
    loop {
        let some: Vec<u64> = lines.by_ref().take(batch / 2 + 1).collect();
        if some.is_empty() {
            return;
        }
        let records: Vec<u64> = some.into_par_iter().map(|line| price(parse(line))).collect();
        records.into_iter().for_each(&mut store);
    }
}
