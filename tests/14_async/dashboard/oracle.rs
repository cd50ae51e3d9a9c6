//! What a dashboard shows, when nothing is loaded at the same time.

use harness::Rng;

/// What the check of the same name must get.
pub fn dashboards_agree(seed: u64) -> Vec<Result<(String, i64), String>> {
    let mut rng = Rng::new(seed);
    (0..24)
        .map(|_| {
            let id = rng.next_u64();
            match rng.below(4) {
                0 => Err(format!("no profile {id}")),
                1 => Err(format!("no billing {id}")),
                _ => Ok((format!("customer {id}"), (id as i64).wrapping_mul(7) ^ seed as i64)),
            }
        })
        .collect()
}
