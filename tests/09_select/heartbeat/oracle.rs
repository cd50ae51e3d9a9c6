//! The messages, as they were sent.

use harness::Rng;

/// What the check of the same name must get.
pub fn nobody_waits_for_a_beat(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..2).map(|_| rng.vec(10)).collect()
}
