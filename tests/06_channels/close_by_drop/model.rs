//! Is every hit shown, and does every search end, whoever is faster?

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::gather;

/// Every hit is shown, whichever shard is the last to end.
pub fn every_hit_is_shown() {
    let mut shown = Vec::new();
    gather(vec![10..11, 20..21], |hit| shown.push(hit));
    shown.sort_unstable();
    assert_eq!(shown, [10, 20], "two shards with a hit each");
}

/// Hits of one shard keep their order, and the last one is not lost when the shard ends right after it.
pub fn one_shard_keeps_its_order() {
    let mut shown = Vec::new();
    gather(vec![1..3], |hit| shown.push(hit));
    assert_eq!(shown, [1, 2], "one shard with two hits");
}

/// A shard that panics ends, and nothing that was found is lost.
pub fn a_panic_is_an_end_too() {
    let shard = |shard: usize| {
        (0..2).map(move |hit| {
            assert!((shard, hit) != (1, 1), "this shard is broken on purpose");
            shard * 10 + hit
        })
    };
    let mut shown = Vec::new();
    gather(vec![shard(1)], |hit| shown.push(hit));
    assert_eq!(shown, [10], "a shard that panics after its first hit");
}

/// The first hit to arrive may come from either shard.
pub fn who_comes_first_is_shown_first() {
    let mut shown = Vec::new();
    gather(vec![1..2, 2..3], |hit| shown.push(hit));
    model::sometimes("the first shard's hit came first", shown == [1, 2]);
    model::sometimes("the second shard's hit came first", shown == [2, 1]);
}

/// A hit can be shown while its shard is looking for the next one.
pub fn showing_and_searching_overlap() {
    let found = Arc::new(AtomicUsize::new(0));
    let by_shard = Arc::clone(&found);
    let shard = (0..2).inspect(move |_| _ = by_shard.fetch_add(1, Ordering::SeqCst));
    let mut at_first = None;
    gather(vec![shard], |_| {
        let found = found.load(Ordering::SeqCst);
        at_first.get_or_insert(found);
    });
    let early = at_first.is_some_and(|found| found < 2);
    model::sometimes("the first hit was shown before the second was found", early);
}
