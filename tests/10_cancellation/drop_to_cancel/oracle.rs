//! The value, and all the workers.

use harness::Rng;

/// What the check of the same name must get.
pub fn all_of_them_are_told(seed: u64) -> Vec<(u64, Vec<usize>)> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|_| {
            let (n, value) = (rng.below(6) as usize, rng.next_u64());
            let _limit = rng.below(2);
            (value, (0..n).collect())
        })
        .collect()
}
