//! What `count_hits` must return, said without threads.

use harness::Rng;

/// The product of the two sizes.
pub fn totals_agree(seed: u64) -> Vec<usize> {
    sizes(seed).into_iter().map(|(workers, hits_each)| workers * hits_each).collect()
}

/// The same sizes, drawn in the same order, as in `test.rs`.
fn sizes(seed: u64) -> Vec<(usize, usize)> {
    let mut rng = Rng::new(seed);
    let mut sizes: Vec<_> = (0..4).map(|_| (1, rng.below(1_000) as usize)).collect();
    sizes.extend((0..4).map(|_| (rng.below(5) as usize, rng.below(2) as usize)));
    sizes
}
