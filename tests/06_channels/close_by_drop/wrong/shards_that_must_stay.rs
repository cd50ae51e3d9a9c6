//@ caught-by: test
//@ says: The caller asks one shard after the other: no channel to close, and no search in the background either.
//@ fails: the_shards_meet
//@ sort: tempting

use std::panic::{AssertUnwindSafe, catch_unwind};

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator,
    F: FnMut(S::Item),
{
    for mut shard in shards {
        let mut next = || catch_unwind(AssertUnwindSafe(|| shard.next())).unwrap_or_default();
        while let Some(hit) = next() {
            show(hit);
        }
    }
}
