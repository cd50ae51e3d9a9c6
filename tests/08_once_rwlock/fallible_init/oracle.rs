//! What the attempts get, without any thread.

use harness::Rng;

/// What the check of the same name must get.
pub fn the_first_success_counts(seed: u64) -> Vec<Result<u64, String>> {
    let mut rng = Rng::new(seed);
    let mut got = Vec::new();
    for _ in 0..20 {
        let mut value = None;
        for _ in 0..5 {
            let (up, answer) = (rng.below(3) == 0, rng.next_u64());
            if value.is_none() && up {
                value = Some(answer);
            }
            got.push(value.ok_or_else(|| format!("down: {answer}")));
            got.push(value.ok_or_else(|| "none".to_string()));
        }
    }
    got
}
