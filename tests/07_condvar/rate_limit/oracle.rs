//! The bucket, as one moment: the one in which it would be full again. Each token taken moves it by `every`.

use harness::Rng;

/// What the check of the same name must get.
pub fn every_token_at_its_time(seed: u64) -> Vec<Result<(), u128>> {
    let mut rng = Rng::new(seed);
    let mut seen = Vec::new();
    for _ in 0..20 {
        let (burst, every) = (rng.range(1..5), rng.range(1..3_000_000_000));
        let (mut now, mut wait) = (0, 0);
        let mut full_at = 0;
        for _ in 0..40 {
            now += match rng.below(8) {
                0 | 1 => 0,
                2 | 3 => rng.below(every),
                4 => rng.below(3 * every),
                // At the very moment for which the last answer has asked.
                5 | 6 => wait,
                _ => rng.below(20 * every),
            };
            full_at = full_at.max(now);
            // Without a single token it would be full after `burst * every`.
            let earliest = full_at.saturating_sub((burst - 1) * every);
            wait = earliest.saturating_sub(now);
            if wait == 0 {
                full_at += every;
                seen.push(Ok(()));
            } else {
                seen.push(Err(u128::from(wait)));
            }
        }
    }
    seen
}
