//! Each stage owns the receiver of the channel before it and the only sender of the one behind it: when it ends, both neighbours
//! get to know.

use std::sync::mpsc;
use std::thread;

/// Imports all lines, in three stages with `room` records between them.
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
        // The original senders, not clones of them: nobody else keeps a channel open.
        scope.spawn(move || {
            for line in lines {
                // Nobody prices any more, so nobody needs what would come next.
                if parsed.send(parse(line)).is_err() {
                    return;
                }
            }
            // The cascade begins here: `parsed` is dropped, the loop of the next stage ends, `priced` is dropped, the loop
            // at the bottom ends. It takes the same way after a panic.
        });
        scope.spawn(move || {
            for record in to_price {
                if priced.send(price(record)).is_err() {
                    // And the other direction: leaving drops `to_price`, and the stage before gets its error.
                    return;
                }
            }
        });
        // The loop owns `to_store`. When `store` panics, unwinding drops it here, inside the scope: the stages that wait for
        // room are let go, and *then* the scope waits for them.
        for record in to_store {
            store(record);
        }
        // A stage that panicked looks like one that has come to its end. It is the scope that tells them apart: it panics, too.
    });
}
