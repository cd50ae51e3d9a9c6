//! The values, without any lock.

use harness::Rng;

/// What the check of the same name must get.
pub fn random_values_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..8)
        .map(|_| {
            let len = rng.below(50) as usize;
            let value = |value: u64| if value.is_multiple_of(2) { value } else { !value };
            rng.vec(len).into_iter().map(value).collect()
        })
        .collect()
}
