//! What a rate says, when one thread does it all.

use harness::Rng;

/// What the check of the same name must get.
pub fn random_rates_agree(seed: u64) -> Vec<(Option<(u64, u64)>, u64)> {
    let mut rng = Rng::new(seed);
    (0..50)
        .map(|_| {
            let calls = rng.below(5);
            let published = rng.below(4) > 0;
            let rate = published.then(|| (rng.below(1 << 40), rng.below(1 << 20)));
            (rate, calls + 1)
        })
        .collect()
}
