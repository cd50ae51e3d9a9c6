//! # The index that waited for its last page
//!
//! A search index is built from a hundred thousand pages: all cores take the pages apart, and one thread writes the index, since
//! there is one file. The first version collected all parts in memory and wrote afterwards. The second one sends them through a
//! channel with little room, so that memory stays small. It works for the ten pages of the test, and hangs for eleven.
//!
//! In Go this is a fan-in: workers send to one channel, a goroutine waits for them and closes it, and you range over it. rayon's
//! `for_each_with` hands each of its pieces a clone of the sender. But it *returns* only when all items are done, and somebody has to
//! receive meanwhile. And that must not be a thread of the pool: it would wait where it should work.
//!
//! Before you edit: the channel is full, and every thread of the pool wants to send. Who is going to receive, and in which line
//! is that thread now? And who has the last sender?
//!
//! What must hold, for `fan_in(items, room, work, sink)`, called by a thread that belongs to no pool:
//!
//! - Keep the signature. `work` is called once with each item, by the threads of the global pool, several at the same time. That pool may
//!   have one thread only.
//! - `sink` is called on the calling thread with each result, once, in the order in which they become ready. It gets them while other
//!   items are still to be worked on.
//! - At most `room` results wait; 0 is allowed. Besides, each thread of the pool may have one in its hand. So there are never more than
//!   `room` and the number of threads that are ready and have not been given to `sink`.
//! - When `fan_in` returns everything has been given to `sink`, and nothing is at work any more.
//! - If `work` panics, so does `fan_in`, when the others have ended. If `sink` panics, so does `fan_in`, and the pool does not go on to
//!   work for nobody: a thread that has something in its hand finds that out and stops.

use std::sync::mpsc;

use rayon::prelude::*;

/// Works on all items in the pool, and hands the results to `sink` on this thread.
pub fn fan_in<T, R, W, S>(items: &[T], room: usize, work: W, mut sink: S)
where
    T: Sync,
    R: Send,
    W: Fn(&T) -> R + Send + Sync,
    S: FnMut(R),
{
    let (done, results) = mpsc::sync_channel(room);
    // TODO: who receives while this line runs? And what is to be done when nobody receives any more?
    items.par_iter().for_each_with(done.clone(), |done, item| {
        let _ = done.send(work(item));
    });
    // TODO: how many senders are there still, and who drops them?
    for result in &results {
        sink(result);
    }
    drop(done);
}
