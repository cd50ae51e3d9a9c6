//! The objections, by asking one rule after the other.

use harness::Rng;

/// What `objections` must return for the orders that the check of the same name makes from `seed`.
pub fn objections_agree(seed: u64) -> Vec<usize> {
    let mut rng = Rng::new(seed);
    let mut counts = Vec::new();
    for _ in 0..3 {
        let cents = rng.below(100_000);
        let country = rng.range(1..99);
        let days_known = rng.below(4);
        let items = rng.below(9);
        let objected = [cents > 50_000, country != 49, days_known < 2, items > 5];
        for rules in 0..=objected.len() {
            counts.push(objected[..rules].iter().filter(|&&objected| objected).count());
        }
    }
    counts
}
