//@ caught-by: test
//@ says: A lock around `price`: only one line is priced at a time, and the other threads of the pool wait for their turn with a line in their hands. Pricing needs no turn; what has an order is the storing.
//@ fails: a_whole_batch_is_at_work
//@ sort: tempting

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

pub fn import<L, P, Q, S>(mut lines: L, batch: usize, parse: P, price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send,
    P: Fn(u64) -> u64 + Send + Sync,
    Q: Fn(u64) -> u64 + Send + Sync,
    S: FnMut(u64),
{
    let turn = Mutex::new(());
    let price = |record| {
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        price(record)
    };
    loop {
        let read: Vec<u64> = lines.by_ref().take(batch.max(1)).collect();
        if read.is_empty() {
            return;
        }
        let records: Vec<u64> = read.into_par_iter().map(&parse).map(&price).collect();
        records.into_iter().for_each(&mut store);
    }
}
