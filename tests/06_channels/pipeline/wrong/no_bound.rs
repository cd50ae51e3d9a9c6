//@ caught-by: model
//@ says: Two channels without a bound: the first stage reads the whole file while the first record is being stored.
//@ fails: from_hand_to_hand
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn import<L, P, Q, S>(lines: L, room: usize, mut parse: P, mut price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send + 'static,
    P: FnMut(u64) -> u64 + Send + 'static,
    Q: FnMut(u64) -> u64 + Send + 'static,
    S: FnMut(u64),
{
    let _ = room;
    let (parsed, to_price) = mpsc::channel();
    let (priced, to_store) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            for line in lines {
                if parsed.send(parse(line)).is_err() {
                    return;
                }
            }
        });
        scope.spawn(move || {
            for record in to_price {
                if priced.send(price(record)).is_err() {
                    return;
                }
            }
        });
        for record in to_store {
            store(record);
        }
    });
}
