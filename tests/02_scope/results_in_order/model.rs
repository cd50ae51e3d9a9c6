//! Do the rows keep their places under every schedule, and are the shards really asked at the same time?

use std::sync::atomic::{AtomicUsize, Ordering};

use answer::fetch_all;

/// The rows are in the order of the shards, whoever answers first.
pub fn rows_keep_their_places() {
    assert_eq!(fetch_all(&[2, 1], |shard| shard * 10), [20, 10], "the rows of shard 2 and shard 1");
}

/// Three rows keep their places, too.
//@ bound: 2
pub fn three_rows_keep_their_places() {
    assert_eq!(fetch_all(&[2, 3, 1], |shard| shard * 10), [20, 30, 10], "rows of shards 2, 3, 1");
}

/// Two shards can be in the middle of answering at the same time.
pub fn shards_are_asked_at_the_same_time() {
    let inside = AtomicUsize::new(0);
    let met = AtomicUsize::new(0);
    let rows = fetch_all(&[1, 2], |&shard| {
        if inside.fetch_add(1, Ordering::SeqCst) > 0 {
            met.fetch_add(1, Ordering::SeqCst);
        }
        inside.fetch_sub(1, Ordering::SeqCst);
        shard
    });
    assert_eq!(rows.len(), 2, "rows of two shards");
    model::sometimes("two shards were being asked at the same time", met.into_inner() > 0);
}
