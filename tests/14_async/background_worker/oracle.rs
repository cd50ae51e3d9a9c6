//! What a worker writes.

use harness::Rng;

/// What the check of the same name must get.
pub fn all_lines_are_written(seed: u64) -> (Vec<String>, u64) {
    let mut rng = Rng::new(seed);
    let _room = rng.below(5);
    let len = rng.below(40);
    let lines: Vec<String> = (0..len).map(|_| format!("line {}", rng.next_u64())).collect();
    let written = lines.len() as u64;
    (lines, written)
}
