//! The first of the reasons.

use harness::Rng;

/// What the check of the same name must get.
pub fn the_first_one_counts(seed: u64) -> Vec<(Vec<bool>, Option<u64>, bool)> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|_| {
            let reasons = rng.below(5) as usize;
            let all = rng.vec(reasons);
            let was = (0..reasons).map(|call| call == 0).collect();
            (was, all.first().copied(), reasons > 0)
        })
        .collect()
}
