//@ caught-by: test
//@ says: A job that waits has a thread of the pool. Two stages that wait for each other, and in a small pool nobody is left who works.
//@ fails: one_thread_is_enough
//@ sort: tempting

use crossbeam::channel::bounded;
use rayon::prelude::*;

pub fn import<L, P, Q, S>(lines: L, batch: usize, parse: P, price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send,
    P: Fn(u64) -> u64 + Send + Sync,
    Q: Fn(u64) -> u64 + Send + Sync,
    S: FnMut(u64),
{
    let (parsed, to_price) = bounded(batch);
    let (priced, to_store) = bounded(batch);
    let (parse, price) = (&parse, &price);
    rayon::in_place_scope(|scope| {
        scope.spawn(move |_| {
            let _ = lines.par_bridge().try_for_each(|line| parsed.send(parse(line)));
        });
        scope.spawn(move |_| {
            let _ =
                to_price.into_iter().par_bridge().try_for_each(|record| priced.send(price(record)));
        });
        to_store.into_iter().for_each(&mut store);
    });
}
