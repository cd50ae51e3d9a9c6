//! The journal, written by one thread that never panics.

use harness::Rng;

/// What the check of the same name must get.
pub fn the_journal_agrees(seed: u64) -> Vec<(Vec<i64>, i64, u64)> {
    let mut rng = Rng::new(seed);
    let (mut lines, mut broken) = (Vec::new(), 0);
    let mut seen = Vec::new();
    for _ in 0..30 {
        lines.extend(amounts(&mut rng));
        if rng.below(3) == 0 {
            broken += 1;
        }
        if rng.below(2) == 0 {
            seen.push((lines.clone(), lines.iter().sum(), broken));
        }
    }
    seen
}

fn amounts(rng: &mut Rng) -> Vec<i64> {
    let len = rng.below(4) as usize;
    (0..len).map(|_| rng.below(2_000) as i64 - 1_000).collect()
}
