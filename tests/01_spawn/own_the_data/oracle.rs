//! What the checks of the same name must return.
use harness::Rng;

/// The same random lines, filtered without any thread.
pub fn the_same_lines_are_suspicious(seed: u64) -> Vec<Vec<String>> {
    let mut rng = Rng::new(seed);
    (0..8)
        .map(|round| {
            let len = if round == 0 { 0 } else { rng.below(40) };
            let batch: Vec<String> = (0..len).map(|_| format!("user {}", rng.below(50))).collect();
            batch
                .into_iter()
                .filter(|line| line.ends_with('7') || line.contains("user 3"))
                .collect()
        })
        .collect()
}
