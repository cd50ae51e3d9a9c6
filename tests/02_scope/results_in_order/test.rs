//! Does `fetch_all` do the job on real threads?
//!
//! Which of several rows comes first is not asked here. On real threads the one that was started first nearly always
//! does, so the answer would say more about the machine than about the code; the model tries every order.
//@ deadline: 5s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::fetch_all;
use harness::Rng;

/// The rows of random shards are complete, in whatever order.
pub fn rows_agree(seed: u64) -> Vec<Vec<String>> {
    let mut rng = Rng::new(seed);
    let mut pages = Vec::new();
    for shards in [1, 2, 3, 8] {
        let shards = rng.vec(shards);
        let mut rows = fetch_all(&shards, |shard| format!("row {shard}"));
        rows.sort();
        pages.push(rows);
    }
    pages
}

/// Every shard is asked exactly once.
pub fn every_shard_is_asked_once() {
    let shards = [(); 5].map(|()| AtomicUsize::new(0));
    let rows = fetch_all(&shards, |asked| asked.fetch_add(1, Ordering::SeqCst));
    assert_eq!(rows, [0; 5], "what five shards answered that were never asked before");
    for (shard, asked) in shards.iter().enumerate() {
        assert_eq!(asked.load(Ordering::SeqCst), 1, "times that shard {shard} was asked");
    }
}

/// No shards, no rows.
pub fn no_shards_no_rows() {
    let rows: Vec<u8> = fetch_all(&[], |_: &u8| panic!("there is nobody to ask"));
    assert!(rows.is_empty());
}

/// If a `fetch` panics, `fetch_all` panics instead of leaving the row out.
pub fn a_panic_is_not_a_missing_row() {
    for broken in 0..3 {
        let result = catch_unwind(AssertUnwindSafe(|| {
            fetch_all(&[0, 1, 2], |&shard| {
                assert_ne!(shard, broken, "this shard is broken on purpose");
                shard
            })
        }));
        assert!(result.is_err(), "shard {broken} of 3 panicked, and the rows were {result:?}");
    }
}
