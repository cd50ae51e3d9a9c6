//! What the checks of the same name must return.
use harness::Rng;

/// The same random numbers, paired without any thread.
pub fn both_results_come_back(seed: u64) -> Vec<(u64, u64)> {
    let mut rng = Rng::new(seed);
    (0..4).map(|_| (rng.next_u64(), rng.next_u64())).collect()
}
