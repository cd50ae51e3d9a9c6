//! The totals, without any client.

use harness::Rng;

/// What the check of the same name must get.
pub fn totals_agree(seed: u64) -> Vec<u64> {
    let mut rng = Rng::new(seed);
    [1, 2, 5].into_iter().map(|clients| (0..clients).map(|_| rng.below(1_000_000)).sum()).collect()
}
