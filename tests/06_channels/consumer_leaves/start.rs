//! # Ten hits were enough
//!
//! A search asks every shard at once and shows the first ten hits. Ten hits arrive, the page is
//! rendered, the handler returns. In Go that is where the leak begins: each shard stands at
//! `hits <- hit` with its eleventh, nobody will ever receive it, and the goroutine stays, with all that
//! it holds. After a day there are a million. The usual cures are a `done` channel and a `select` at
//! every send, or to receive and throw away whatever else the shards may find.
//!
//! The version below was written by someone who knows all this, and waits for the shards so that none
//! is leaked. It does not leak: it never comes back.
//!
//! Before you edit: the handler has what it wants and leaves. What could its leaving tell the others,
//! if it leaves in the right place?
//!
//! What must hold, for `first_hits(shards, n)`, with exactly the signature below:
//!
//! - Each shard searches on a thread of its own, all of them at the same time.
//! - `first_hits` returns the first `n` hits that arrive, those of one shard in their order. If all
//!   shards together have fewer, it returns these. For an `n` of 0 it returns nothing, and waits for
//!   nothing.
//! - It returns as soon as it has `n` hits, and waits for no shard that is still searching.
//! - A shard that comes with a hit that nobody wants any more stops searching, and its thread ends. It
//!   is no reason to panic.
//! - A shard that panics has ended; what it found before counts, and so do the others.

use std::sync::mpsc;
use std::thread;

/// The first `n` hits of all shards.
pub fn first_hits<S>(shards: Vec<S>, n: usize) -> Vec<u64>
where
    S: Iterator<Item = u64> + Send + 'static,
{
    let (found, hits) = mpsc::sync_channel(0);
    let mut searching = Vec::new();
    for shard in shards {
        let found = found.clone();
        searching.push(thread::spawn(move || {
            for hit in shard {
                // TODO: nobody is there to receive it. What does this shard have to do?
                found.send(hit).unwrap();
            }
        }));
    }
    drop(found);
    let first = hits.iter().take(n).collect();
    // TODO: the shards stand at `send`. For whom are they waiting, and who is waiting for them?
    for shard in searching {
        shard.join().unwrap();
    }
    first
}
