//! The balances, computed by one thread.

use harness::Rng;

/// What the check of the same name must get.
pub fn the_books_agree(seed: u64) -> Vec<(bool, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    let mut balances: Vec<u64> = (0..4).map(|_| rng.below(100)).collect();
    let mut seen = Vec::new();
    for _ in 0..100 {
        let from = rng.below(4) as usize;
        let to = rng.below(4) as usize;
        let cents = rng.below(80);
        let moved = balances[from] >= cents;
        if moved {
            balances[from] -= cents;
            balances[to] += cents;
        }
        seen.push((moved, balances.clone()));
    }
    seen
}
