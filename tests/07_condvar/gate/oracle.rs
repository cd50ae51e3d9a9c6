//! What a gate says, when one thread does it all.

use harness::Rng;

/// What the check of the same name must get.
pub fn a_gate_says_whether_it_is_open(seed: u64) -> Vec<bool> {
    let mut rng = Rng::new(seed);
    let mut said = Vec::new();
    for _ in 0..10 {
        let mut open = false;
        for _ in 0..6 {
            match rng.below(3) {
                0 | 1 => said.push(open),
                _ => open = true,
            }
        }
        said.push(open);
    }
    said
}
