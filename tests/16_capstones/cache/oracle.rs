//! What a cache says, when one thread does it all.

use std::collections::HashMap;

use harness::Rng;

/// What the check of the same name must get.
pub fn one_caller_agrees(seed: u64) -> Vec<(Option<Result<u64, u64>>, Option<u64>)> {
    let mut rng = Rng::new(seed);
    let mut known = HashMap::new();
    let mut said = Vec::new();
    for _ in 0..300 {
        let (key, number) = (rng.below(6), rng.next_u64());
        let got = match rng.below(4) {
            0 => {
                known.remove(&key);
                None
            }
            1 => Some(known.get(&key).copied().ok_or(number)),
            _ => Some(Ok(*known.entry(key).or_insert(number))),
        };
        said.push((got, known.get(&key).copied()));
    }
    said
}
