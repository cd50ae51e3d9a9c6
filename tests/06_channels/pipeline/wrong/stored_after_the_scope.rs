//@ caught-by: test
//@ says: The scope waits for the stages, the stages for room in the last channel, and the one who would make room comes after the scope.
//@ fails: five_records_in_their_order
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
    let (parsed, to_price) = mpsc::sync_channel(room);
    let (priced, to_store) = mpsc::sync_channel(room);
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
    });
    for record in to_store {
        store(record);
    }
}
