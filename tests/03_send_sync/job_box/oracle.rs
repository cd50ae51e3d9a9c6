//! The jobs, one after the other.

use harness::Rng;

/// What the check of the same name must get.
pub fn jobs_and_panics_agree(seed: u64) -> Vec<(Vec<u64>, usize)> {
    let mut rng = Rng::new(seed);
    let mut runs = Vec::new();
    for count in 0..7 {
        for _workers in 0..5 {
            let mut numbers: Vec<u64> = (0..count).map(|_| rng.below(1_000)).collect();
            numbers.sort_unstable();
            let panicked = numbers.iter().filter(|&number| number % 3 == 0).count();
            runs.push((numbers, panicked));
        }
    }
    runs
}
