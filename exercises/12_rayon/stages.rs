//! # Two stages, and nobody left for the second one
//!
//! Records are parsed and priced, both of which keep a core busy, and stored by one thread. In the first version each stage was a job in
//! rayon's pool, which took from the channel before it and sent into the one behind it. On the developer's machine it ran for months. On a
//! server with two cores it stands still after a few records, and what it stores on the others is in no order at all.
//!
//! In Go a goroutine that waits costs a few kilobytes, so a stage may be a few goroutines that wait most of the time. rayon's pool has as
//! many threads as there are cores, and a job that waits *has* one of them. A pool of two, two jobs that wait for each other's channel:
//! nobody is left who could work. In rayon the stages are not jobs. They are closures that are put one behind the other, and what flows is the
//! record that a thread has in its hands anyway.
//!
//! Before you edit: for which of the two stages does a record need another thread? And what is it that keeps memory small, if there is
//! no channel?
//!
//! What must hold, for `import(lines, batch, parse, price, store)`:
//!
//! - Keep the signature. Each line goes through `parse`, then `price`, then `store`; records are stored in the order of their lines.
//! - `parse` and `price` are called by the threads of the pool that the caller is in, or of the global one, for several lines at the same time.
//!   (A line that is alone may be done by the calling thread. You start no threads of your own.) No line waits for others between the
//!   two: one can be priced while another one is still being parsed.
//! - `store` is called by the calling thread. `lines` are read as they are needed.
//! - Never more than `batch` lines have been read and are not stored yet. A `batch` of 0 means 1. Except for that, and for the last lines, nothing
//!   is made to wait: with a `batch` of two, the first two lines are at work at the same time, with one of four, the first four.
//! - A pool of one thread is enough, also if the caller is that thread.
//! - If one of the four panics, so does `import`, and then nothing is at work any more. The lines may be endless.

use crossbeam::channel::bounded;
use rayon::prelude::*;

/// Imports all lines: parsed and priced in the pool, stored by this thread.
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
        // TODO: two jobs that wait. How many threads has the pool, and what are the others to do?
        scope.spawn(move |_| {
            lines.par_bridge().for_each(|line| {
                let _ = parsed.send(parse(line));
            });
        });
        scope.spawn(move |_| {
            to_price.into_iter().par_bridge().for_each(|record| {
                let _ = priced.send(price(record));
            });
        });
        // TODO: in which order do they come?
        for record in to_store {
            store(record);
        }
    });
}
