//@ caught-by: test
//@ says: The error of `send` is ignored: a stage behind has died, and the first one reads endless lines for it.
//@ fails: the_last_stage_dies, the_middle_stage_dies
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
                let _ = parsed.send(parse(line));
            }
        });
        scope.spawn(move || {
            for record in to_price {
                let _ = priced.send(price(record));
            }
        });
        for record in to_store {
            store(record);
        }
    });
}
