//@ caught-by: test
//@ says: The last channel closes when the stage before it ends, be it by a panic. If nobody looks at what the handles say, a broken import looks like a short one.
//@ fails: the_first_stage_dies, the_middle_stage_dies
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
    let stages = [
        thread::spawn(move || {
            for line in lines {
                if parsed.send(parse(line)).is_err() {
                    return;
                }
            }
        }),
        thread::spawn(move || {
            for record in to_price {
                if priced.send(price(record)).is_err() {
                    return;
                }
            }
        }),
    ];
    for record in to_store {
        store(record);
    }
    for stage in stages {
        let _ = stage.join();
    }
}
