//! The rates, written down by one thread.

use harness::Rng;
use std::collections::BTreeMap;

/// What the check of the same name must get.
pub fn rates_agree(seed: u64) -> Vec<(u64, usize)> {
    let mut rng = Rng::new(seed);
    let mut rates = BTreeMap::new();
    let mut seen = Vec::new();
    for _ in 0..200 {
        let currency = rng.below(40);
        let answer = rng.next_u64();
        let rate = *rates.entry(currency).or_insert(answer);
        seen.push((rate, rates.len()));
    }
    seen
}
