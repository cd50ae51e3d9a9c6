//! The journal, written by one thread that never panics.

use harness::Rng;

/// What the check of the same name must get.
pub fn the_journal_agrees(seed: u64) -> Vec<(Vec<i64>, i64, u64)> {
    let mut rng = Rng::new(seed);
    let (mut lines, mut broken) = (Vec::new(), 0);
    let mut seen = Vec::new();
    for posting in 0..30 {
        let new = amounts(&mut rng);
        if posting == 0 {
            lines.extend([1, -2, 4]);
            broken += 1;
            seen.push((lines.clone(), 3, broken));
            seen.push((lines.clone(), 3, broken));
        }
        lines.extend(new);
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
