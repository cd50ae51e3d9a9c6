//! The results, without any pool.

use harness::Rng;

/// What the check of the same name must get.
pub fn random_results_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..8)
        .map(|_| {
            let len = rng.below(300) as usize;
            let mut results = rng.vec(len);
            results.sort_unstable();
            results
        })
        .collect()
}
