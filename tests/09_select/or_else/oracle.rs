//! One batch, if there is a line.

use harness::Rng;

/// What the check of the same name must get.
pub fn what_is_left_is_one_batch(seed: u64) -> Vec<Vec<Vec<u64>>> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|round| {
            let len = if round == 0 { 0 } else { rng.below(30) as usize };
            let lines = rng.vec(len);
            if lines.is_empty() { Vec::new() } else { vec![lines] }
        })
        .collect()
}
