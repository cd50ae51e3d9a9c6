//! A session with one thread.

use harness::Rng;

/// What the check of the same name must get.
pub fn time_goes_on(seed: u64) -> Vec<(u64, u64, String)> {
    let mut rng = Rng::new(seed);
    let mut now = rng.below(10);
    let mut token = (1, rng.below(20));
    (2..60)
        .map(|id| {
            now += rng.below(6);
            let expires = now + rng.below(12);
            if token.1 <= now {
                token = (id, expires);
            }
            let remaining = token.1.saturating_sub(now);
            (token.0, remaining, format!("token {}: {remaining} s", token.0))
        })
        .collect()
}
