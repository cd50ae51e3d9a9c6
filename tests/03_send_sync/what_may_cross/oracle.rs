//! The import, by reading one partition after the other.

use std::collections::BTreeMap;

use harness::Rng;

/// What the check of the same name must get.
pub fn imports_agree(seed: u64) -> Vec<(Vec<(u64, String)>, usize)> {
    (0..6)
        .map(|partitions| {
            let mut events = BTreeMap::new();
            let mut thrown_away = 0;
            for id in (0..partitions).flat_map(|partition| read(seed, partition)) {
                if events.insert(id, format!("customer {}", id % 5)).is_some() {
                    thrown_away += 1;
                }
            }
            (events.into_iter().collect(), thrown_away)
        })
        .collect()
}

fn read(seed: u64, partition: u64) -> Vec<u64> {
    let mut rng = Rng::new(seed.wrapping_add(partition));
    (0..rng.below(9)).map(|_| rng.below(12)).collect()
}
