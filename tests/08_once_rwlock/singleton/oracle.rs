//! The settings of the first call.

use harness::Rng;

/// What the check of the same name must get.
pub fn the_first_load_counts(seed: u64) -> Vec<(String, u64)> {
    let mut rng = Rng::new(seed);
    let first = (format!("owner {}", rng.below(1_000)), rng.next_u64());
    vec![first; 6]
}
