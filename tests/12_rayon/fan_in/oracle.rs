//! The results, sorted.

use harness::Rng;

/// What the check of the same name must get.
pub fn all_results_arrive(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    let mut arrived = Vec::new();
    for len in [0, 1, 2, 3, 40, 300] {
        for _ in 0..3 {
            let mut results: Vec<u64> = rng.vec(len).into_iter().map(|item| item / 7).collect();
            results.sort_unstable();
            arrived.push(results);
        }
    }
    arrived
}
