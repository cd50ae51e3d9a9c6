//! Are all hits shown on real threads, while they are found, and does the search end?
//@ deadline: 8s

use std::sync::Arc;

use answer::gather;
use harness::{Rendezvous, Rng};

/// Two shards with two hits each.
pub fn two_shards_with_two_hits() {
    let shown = gathered(vec![vec![10, 11].into_iter(), vec![20, 21].into_iter()]);
    let of = |shard: u64| shown.iter().copied().filter(|hit| hit / 10 == shard).collect::<Vec<_>>();
    assert_eq!(of(1), [10, 11], "hits of shard 1, of {shown:?}");
    assert_eq!(of(2), [20, 21], "hits of shard 2, of {shown:?}");
    assert_eq!(shown.len(), 4, "{shown:?}");
}

/// A shard that panics has ended: its first hits are shown, and so are those of the others.
pub fn a_panic_is_an_end_too() {
    let shards = (1..=3_u64).map(|shard| {
        (0..3).map(move |hit| {
            assert!((shard, hit) != (2, 2), "this shard is broken on purpose");
            shard * 10 + hit
        })
    });
    let mut shown = gathered(shards.collect());
    shown.sort_unstable();
    assert_eq!(shown, [10, 11, 12, 20, 21, 30, 31, 32]);
}

/// When every shard panics at once there is nothing to show, and the search is over.
pub fn nobody_is_left() {
    let shards = (0..3).map(|_| (0..3_u64).inspect(|_| panic!("this shard is broken on purpose")));
    let shown = gathered(shards.collect());
    assert!(shown.is_empty(), "{shown:?}");
}

/// No shards, no hits, no waiting; and shards without hits.
pub fn nothing_to_show() {
    for shards in 0..3 {
        let shown = gathered((0..shards).map(|_| std::iter::empty()).collect());
        assert!(shown.is_empty(), "hits of {shards} shards without any: {shown:?}");
    }
}

/// The shards are all searching at the same time.
pub fn the_shards_meet() {
    let meeting = Arc::new(Rendezvous::new(3));
    let shards = (1..=3).map(|shard| {
        let meeting = Arc::clone(&meeting);
        (shard..=shard).inspect(move |_| meeting.meet())
    });
    let mut shown = gathered(shards.collect());
    shown.sort_unstable();
    assert_eq!(shown, [1, 2, 3]);
}

/// A hit is shown while its own shard is looking for the next one.
pub fn a_hit_is_shown_before_the_next_is_found() {
    let meeting = Arc::new(Rendezvous::new(2));
    let in_shard = Arc::clone(&meeting);
    let shard = (1..=3_u64).inspect(move |hit| {
        if *hit == 2 {
            in_shard.meet();
        }
    });
    let mut shown = Vec::new();
    gather(vec![shard], |hit| {
        if hit == 1 {
            meeting.meet();
        }
        shown.push(hit);
    });
    assert_eq!(shown, [1, 2, 3]);
}

/// A hit of any shard is shown while the other shards are still searching.
pub fn no_shard_waits_for_another() {
    for quick in 1..=3_u64 {
        let meeting = Arc::new(Rendezvous::new(3));
        let shards = (1..=3_u64).map(|shard| {
            let meeting = Arc::clone(&meeting);
            (shard..=shard).inspect(move |hit| {
                if *hit != quick {
                    meeting.meet();
                }
            })
        });
        let mut shown = Vec::new();
        gather(shards.collect(), |hit| {
            // The two others go on when this hit is shown.
            if hit == quick {
                meeting.meet();
            }
            shown.push(hit);
        });
        assert_eq!(shown[0], quick, "the only hit there was, of {shown:?}");
        assert_eq!(shown.len(), 3, "{shown:?}");
    }
}

/// Random hits of random shards: each is shown once, and those of one shard in their order.
pub fn random_hits_agree(seed: u64) -> Vec<Vec<(usize, u64)>> {
    let mut rng = Rng::new(seed);
    let mut searches = Vec::new();
    for shards in [1, 2, 5] {
        let hits: Vec<_> = (0..shards)
            .map(|shard| {
                let len = rng.below(40) as usize;
                rng.vec(len).into_iter().map(move |hit| (shard, hit % 1_000))
            })
            .collect();
        let mut shown = Vec::new();
        gather(hits, |hit| shown.push(hit));
        // Stable: what is left of the order is the order within a shard.
        shown.sort_by_key(|(shard, _)| *shard);
        searches.push(shown);
    }
    searches
}

/// What is shown, in that order.
fn gathered<S>(shards: Vec<S>) -> Vec<u64>
where
    S: Iterator<Item = u64> + Send + 'static,
{
    let mut shown = Vec::new();
    gather(shards, |hit| shown.push(hit));
    shown
}
