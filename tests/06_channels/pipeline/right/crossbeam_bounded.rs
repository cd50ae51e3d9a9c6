//! crossbeam's channels, in a scope.

use std::thread;

use crossbeam::channel::bounded;

pub fn import<L, P, Q, S>(lines: L, room: usize, mut parse: P, mut price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send + 'static,
    P: FnMut(u64) -> u64 + Send + 'static,
    Q: FnMut(u64) -> u64 + Send + 'static,
    S: FnMut(u64),
{
    let (parsed, to_price) = bounded(room);
    let (priced, to_store) = bounded(room);
    thread::scope(|scope| {
        scope.spawn(move || lines.map(&mut parse).try_for_each(|record| parsed.send(record)));
        scope.spawn(move || {
            to_price.iter().map(&mut price).try_for_each(|record| priced.send(record))
        });
        to_store.into_iter().for_each(&mut store);
    });
}
