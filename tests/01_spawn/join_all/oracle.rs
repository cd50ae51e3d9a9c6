//! What the checks of the same name must return.
use harness::Rng;

/// The same random numbers, without any thread.
pub fn every_result_comes_back(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..8)
        .map(|_| {
            let len = rng.below(9) as usize;
            rng.vec(len)
        })
        .collect()
}
