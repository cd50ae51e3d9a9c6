//! # The search that never ended
//!
//! A search asks every shard at the same time and shows each hit as soon as it is there. All shards
//! send into one channel. In Go somebody has to close it, and only after the last send, so the
//! shards are counted: a `WaitGroup`, and a goroutine that waits and then closes. Whoever translated
//! it counted by hand: each shard says `End`, and after as many ends as there are shards the search
//! is over. Last night a shard panicked in the middle of its hits. It never said `End`, and the
//! search is still waiting.
//!
//! Before you edit: what does a thread that panics do, however it dies, with every value it owns?
//!
//! In Rust nobody closes a channel. It is closed when its last sender has been dropped, and a
//! sender is dropped wherever its owner ends: at the end of a closure, by `return`, by a panic.
//!
//! What must hold, for `gather(shards, show)`, with exactly the signature below:
//!
//! - Each shard is an iterator. It is read on a thread of its own, all of them at the same time.
//! - `show` is called by the caller's thread, once for each hit, as soon as the hit is there: while
//!   the other shards, and the shard it came from, are still looking for more.
//! - The hits of one shard are shown in their order. Between shards the order is that of arrival.
//! - A shard that panics is a shard that has ended: the hits it had found are shown, the others go
//!   on, and `gather` returns as usual.
//! - `gather` returns when every shard has ended and every hit has been shown, and not before. (The
//!   threads may still be on their way out.) Without shards it returns at once.
//! - Hits need not be `Clone`.
//!
//! You need not think about a `show` that panics.

use std::sync::mpsc;
use std::thread;

/// What a shard has to say.
enum Message<T> {
    Hit(T),
    // TODO: a shard that panics does not say it. What can every thread do that it need not say?
    End,
}

/// Reads all shards at once and shows their hits.
pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let mut searching = shards.len();
    let (found, inbox) = mpsc::channel();
    for shard in shards {
        let found = found.clone();
        thread::spawn(move || {
            for hit in shard {
                // The inbox is there until the last `End`, so no `send` fails.
                found.send(Message::Hit(hit)).unwrap();
            }
            found.send(Message::End).unwrap();
        });
    }
    // TODO: without the count, when does this loop know that nothing more will come? Who owns a sender?
    while searching > 0 {
        match inbox.recv().unwrap() {
            Message::Hit(hit) => show(hit),
            Message::End => searching -= 1,
        }
    }
}
