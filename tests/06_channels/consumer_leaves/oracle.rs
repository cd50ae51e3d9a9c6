//! The first hits of one shard, without a thread.

use harness::Rng;

/// What the check of the same name must get.
pub fn the_first_of_one_shard_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|_| {
            let len = rng.below(50) as usize;
            let mut hits = rng.vec(len);
            hits.truncate(rng.below(60) as usize);
            hits
        })
        .collect()
}
