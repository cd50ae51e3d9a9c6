//! The orders of each source, as they were made.

use harness::Rng;

/// What the check of the same name must get.
pub fn all_orders_of_both(seed: u64) -> Vec<(Vec<u64>, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    (0..10)
        .map(|_| {
            let (a, b) = (rng.below(60) as usize, rng.below(60) as usize);
            (rng.vec(a), rng.vec(b))
        })
        .collect()
}
