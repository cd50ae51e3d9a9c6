//! Whose error it must be, without any thread.

use harness::Rng;

/// What the check of the same name must get.
pub fn random_groups_agree(seed: u64) -> Vec<Result<(), u64>> {
    let mut rng = Rng::new(seed);
    (0..40)
        .map(|_| {
            let tasks = 1 + rng.below(6) as usize;
            let first = rng.below(8) as usize;
            rng.vec(tasks).get(first).map_or(Ok(()), |error| Err(*error))
        })
        .collect()
}
