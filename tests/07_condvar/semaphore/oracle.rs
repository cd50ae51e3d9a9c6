//! The number of permits is the number of works that get into each other.

use harness::Rng;

/// What the check of the same name must get.
pub fn as_many_as_there_are_permits(seed: u64) -> Vec<u64> {
    let mut rng = Rng::new(seed);
    let mut depths = vec![0, 1];
    for _ in 0..5 {
        let permits = rng.range(2..30);
        depths.extend([permits, permits]);
    }
    depths
}
