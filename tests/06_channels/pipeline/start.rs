//! # The import that never came to its end
//!
//! Three stages import call records: one parses, one looks up the price, one stores. Each has work to
//! do while the others have theirs, and between them stand channels with room for a few records. In
//! Go each stage ends with `defer close(out)`, and the next one ranges over `in`: the end of the lines
//! runs through the pipeline by itself. So it does in Rust, without the `close`. The version below was
//! written in the belief that there is nothing to think of any more. It imports every record of the
//! file and then stands there; and when the database once threw an error, it read the remaining two
//! million lines for nobody.
//!
//! Before you edit: for each of the two channels, who owns a sender, who owns a receiver, and in which
//! line of the program does each of them let go?
//!
//! What must hold, for `import(lines, room, parse, price, store)`, with exactly the signature below:
//!
//! - Each line goes through `parse`, then `price`, then `store`; records are stored in the order of their
//!   lines. When the last one has been stored `import` returns, and no thread that it started is
//!   still running.
//! - The three stages work at the same time: one record can be stored while the next is priced and the
//!   one after that is parsed. `lines` are read by the stage that parses, and `store` is called by the
//!   calling thread.
//! - Between two stages at most `room` records wait; 0 is allowed. Each stage has at most one in its
//!   hands. So never more than `2 * room + 3` lines have been read and are not stored yet.
//! - If `lines`, `parse`, `price` or `store` panics, so does `import`, when the other stages have
//!   ended. They end soon: the lines may be endless.

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
    // TODO: how many senders does each channel have, and who is the last to let go of one?
    let into_parsed = parsed.clone();
    let into_priced = priced.clone();
    thread::scope(|scope| {
        scope.spawn(move || {
            for line in lines {
                // TODO: what does an error say, and what is to be done then?
                let _ = into_parsed.send(parse(line));
            }
        });
        scope.spawn(move || {
            for record in to_price {
                let _ = into_priced.send(price(record));
            }
        });
        // TODO: when `store` panics, who lets go of `to_store`, and when?
        for record in &to_store {
            store(record);
        }
    });
    drop((parsed, priced));
}
