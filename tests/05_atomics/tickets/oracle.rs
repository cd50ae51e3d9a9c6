//! The numbers, counted by one thread.

use harness::Rng;

/// What the check of the same name must get.
pub fn the_numbers_agree(seed: u64) -> Vec<(Option<u64>, u64)> {
    let mut rng = Rng::new(seed);
    let mut seen = Vec::new();
    for limit in [0, 1, 2, 3, rng.below(50), rng.below(50)] {
        seen.push((None, 0));
        seen.extend((1..=limit).map(|number| (Some(number), number)));
        seen.extend([(None, limit); 3]);
    }
    seen
}
