//! What `Hits` must say, without a counter shared by anybody.

use harness::Rng;

/// The running sum of the same batches, drawn in the same order, as in `test.rs`.
pub fn running_totals_agree(seed: u64) -> Vec<u64> {
    let mut rng = Rng::new(seed);
    let mut total = 0;
    (0..8)
        .map(|_| {
            total += rng.below(1_000);
            total
        })
        .collect()
}
