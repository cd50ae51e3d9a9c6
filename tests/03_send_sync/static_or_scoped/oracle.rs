//! The results, by calling one closure after the other.

use harness::Rng;

/// What the check of the same name must get.
pub fn results_agree(seed: u64) -> Vec<(u64, String, u64, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    (0..4)
        .map(|len| {
            let (numbers, mut others) = (rng.vec(len), rng.vec(len + 1));
            others.sort_unstable();
            let largest = others.last().copied().unwrap_or_default();
            (numbers.iter().fold(0, |sum, n| sum ^ n), format!("{len} numbers"), largest, others)
        })
        .collect()
}
