//! One thread and one number.

use harness::Rng;

/// What the check of the same name must get.
pub fn one_change_after_the_other(seed: u64) -> Vec<(u64, u64, u64)> {
    let mut rng = Rng::new(seed);
    let mut value: u64 = rng.below(100);
    (0..40)
        .map(|_| {
            let (by, before) = (rng.below(100), value);
            let updated = rng.below(2) == 0;
            value = if updated { before.wrapping_mul(2).wrapping_add(by) } else { by };
            (before, if updated { value } else { before }, value)
        })
        .collect()
}
