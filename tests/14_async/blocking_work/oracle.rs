//! What the works come to.

use harness::Rng;

/// What the check of the same name must get.
pub fn results_come_back(seed: u64) -> Vec<Option<u64>> {
    let mut rng = Rng::new(seed);
    let _limit = rng.below(4);
    (0..30)
        .map(|_| {
            let n = rng.next_u64();
            (n % 5 != 0).then(|| n.wrapping_mul(3))
        })
        .collect()
}
