//! What a receiver that leaves after some items takes, and what it leaves behind.

use harness::Rng;

/// What the check of the same name must get.
pub fn taken_and_returned_agree(seed: u64) -> Vec<(Vec<u64>, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    (0..24)
        .map(|_| {
            let len = rng.below(12) as usize;
            let mut items = rng.vec(len);
            let enough = rng.below(14) as usize;
            let returned = items.split_off(enough.min(items.len()));
            (items, returned)
        })
        .collect()
}
