//! One poll, and what it writes.

use harness::Rng;

/// What the check of the same name must get.
pub fn one_poll_and_what_it_wrote(seed: u64) -> Vec<(Option<u64>, u64)> {
    let mut rng = Rng::new(seed);
    (0..8)
        .map(|_| {
            let _every = rng.below(2);
            (Some(1), rng.next_u64())
        })
        .collect()
}
