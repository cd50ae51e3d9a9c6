//! A plain map.

use std::collections::HashMap;

use harness::Rng;

/// What the check of the same name must get.
pub fn a_table_is_a_map(seed: u64) -> Vec<(Option<u64>, u64, bool, usize)> {
    let mut rng = Rng::new(seed);
    let mut table = HashMap::new();
    (0..60)
        .map(|_| {
            let (key, value) = (rng.below(5), rng.next_u64());
            let there = table.get(&key).copied();
            let added = *table.entry(key).or_insert(value);
            let gone = rng.below(2) == 0 && table.remove(&rng.below(6)).is_some();
            (there, added, gone, table.len())
        })
        .collect()
}
