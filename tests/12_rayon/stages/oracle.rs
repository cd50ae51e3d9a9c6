//! The records, without any stage.

use harness::Rng;

/// What the check of the same name must get.
pub fn records_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..15)
        .map(|_| {
            let len = rng.below(120) as usize;
            rng.vec(len).into_iter().map(|line| line % 1_000 * 10 + 3).collect()
        })
        .collect()
}
