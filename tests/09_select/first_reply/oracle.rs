//! Who decides, without a thread.

use harness::Rng;

/// What the check of the same name must get.
pub fn the_one_that_replies_decides(seed: u64) -> Vec<Option<u64>> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|_| {
            let (kind, reply) = (rng.below(4), rng.next_u64());
            (kind < 2).then_some(reply)
        })
        .collect()
}
