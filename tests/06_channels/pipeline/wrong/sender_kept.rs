//@ caught-by: test
//@ says: The stages got clones, and the originals live until `import` returns. So no channel is ever closed, and `import` waits for that.
//@ fails: five_records_in_their_order, nothing_to_import
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
    let (into_parsed, into_priced) = (parsed.clone(), priced.clone());
    thread::scope(|scope| {
        scope.spawn(move || {
            for line in lines {
                if into_parsed.send(parse(line)).is_err() {
                    return;
                }
            }
        });
        scope.spawn(move || {
            for record in to_price {
                if into_priced.send(price(record)).is_err() {
                    return;
                }
            }
        });
        for record in to_store {
            store(record);
        }
    });
    drop((parsed, priced));
}
