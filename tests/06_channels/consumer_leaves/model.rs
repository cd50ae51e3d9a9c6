//! Is the search over under every schedule, for the one who searched and for the shards? A shard that waits for ever is found
//! here when everybody else has ended.
//@ bound: 2

use answer::first_hits;

/// The first of two shards' hits is enough: the other shard ends all the same.
pub fn one_is_enough() {
    let hits = first_hits(vec![10..12, 20..22], 1);
    assert!(hits == [10] || hits == [20], "the first hit of a shard, not {hits:?}");
    model::sometimes("the first shard was first", hits == [10]);
    model::sometimes("the second shard was first", hits == [20]);
}

/// Two of three hits are wanted: they come in their order, and the shard does not stay behind.
pub fn two_of_three() {
    assert_eq!(first_hits(vec![1..4], 2), [1, 2], "the first two hits");
}

/// Three hits are wanted and there are two: the end of the shards is the end of the search.
pub fn fewer_than_wanted() {
    let mut hits = first_hits(vec![10..11, 20..21], 3);
    hits.sort_unstable();
    assert_eq!(hits, [10, 20], "all hits");
}

/// No hit is wanted: nobody stays behind.
pub fn none_is_wanted() {
    assert_eq!(first_hits(vec![10..12], 0), [0_u64; 0], "no hits");
}
