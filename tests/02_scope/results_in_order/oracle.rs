//! The rows, one after the other.

use harness::Rng;

/// What the check of the same name must get for the shards that it makes from `seed`.
pub fn rows_agree(seed: u64) -> Vec<Vec<String>> {
    let mut rng = Rng::new(seed);
    [1, 2, 3, 8]
        .into_iter()
        .map(|shards| {
            let mut rows: Vec<_> =
                rng.vec(shards).into_iter().map(|shard| format!("row {shard}")).collect();
            rows.sort();
            rows
        })
        .collect()
}
