//! The results, without any worker.

use harness::Rng;

/// What the check of the same name must get.
pub fn random_results_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..5)
        .map(|_| {
            let len = rng.below(60) as usize;
            let jobs = rng.vec(len);
            let _room = rng.below(4);
            let mut results: Vec<u64> = jobs.into_iter().map(|job| job.rotate_left(7)).collect();
            results.sort_unstable();
            results
        })
        .collect()
}
