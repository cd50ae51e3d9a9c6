//! The pages, one after the other.

use harness::Rng;

/// What the check of the same name must find on the pages.
pub fn pages_agree(seed: u64) -> Vec<String> {
    let mut rng = Rng::new(seed);
    let customers = rng.range(2..12);
    (0..customers).map(|page| format!("page {page}: {}", rng.below(1_000))).collect()
}
