//! What becomes of jobs that nobody disturbs.

use harness::Rng;

/// What the check of the same name must get.
pub fn random_attempts_agree(seed: u64) -> Vec<(Option<u64>, u32)> {
    let mut rng = Rng::new(seed);
    (0..40)
        .map(|_| {
            let (attempts, succeeds) = (rng.below(5).max(1) as u32, rng.below(6) as u32);
            rng.below(4);
            if (1..=attempts).contains(&succeeds) {
                (Some(u64::from(succeeds)), succeeds)
            } else {
                (None, attempts)
            }
        })
        .collect()
}
