//! What fits is in the queue, and the rest is given back.

use harness::Rng;

/// What the check of the same name must get.
pub fn random_batches_agree(seed: u64) -> Vec<(Vec<u64>, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    (0..10)
        .map(|_| {
            let (room, len) = (rng.below(20) as usize, rng.below(30) as usize);
            let mut batch = rng.vec(len);
            let rest = batch.split_off(room.min(len));
            (batch, rest)
        })
        .collect()
}
