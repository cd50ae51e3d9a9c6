//! All hits, without any thread.

use harness::Rng;

/// What the check of the same name must get.
pub fn random_hits_agree(seed: u64) -> Vec<Vec<(usize, u64)>> {
    let mut rng = Rng::new(seed);
    [1, 2, 5]
        .into_iter()
        .map(|shards| {
            (0..shards)
                .flat_map(|shard| {
                    let len = rng.below(40) as usize;
                    rng.vec(len).into_iter().map(move |hit| (shard, hit % 1_000))
                })
                .collect()
        })
        .collect()
}
