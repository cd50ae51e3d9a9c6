//! What one thread gets: each answer once.

use harness::Rng;

/// What the check of the same name must get.
pub fn one_after_the_other_each_loads(seed: u64) -> Vec<String> {
    let mut rng = Rng::new(seed);
    (0..50)
        .map(|_| {
            let (key, answer) = (rng.below(3), rng.next_u64());
            format!("{key}: {answer}")
        })
        .collect()
}
