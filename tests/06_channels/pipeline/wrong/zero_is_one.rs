//@ caught-by: model
//@ says: A room of 0 is no mistake that has to be corrected to 1: it is a channel that hands over, and holds nothing.
//@ fails: from_hand_to_hand
//@ sort: boundary

use std::sync::mpsc;
use std::thread;

pub fn import<L, P, Q, S>(lines: L, room: usize, mut parse: P, mut price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send + 'static,
    P: FnMut(u64) -> u64 + Send + 'static,
    Q: FnMut(u64) -> u64 + Send + 'static,
    S: FnMut(u64),
{
    let (parsed, to_price) = mpsc::sync_channel(room.max(1));
    let (priced, to_store) = mpsc::sync_channel(room.max(1));
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
