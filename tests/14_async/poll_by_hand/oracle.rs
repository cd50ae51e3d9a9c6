//! What futures give that count down.

use harness::Rng;

/// What the check of the same name must get.
pub fn outputs_come_back(seed: u64) -> Vec<(u64, usize)> {
    let mut rng = Rng::new(seed);
    (0..16)
        .map(|_| {
            let (value, pending) = (rng.next_u64(), rng.below(5) as usize);
            (value, pending + 1)
        })
        .collect()
}
