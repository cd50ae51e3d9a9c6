//! The same, one after the other.

use harness::Rng;

/// What the check of the same name must get.
pub fn results_have_their_places(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    let mut results = Vec::new();
    for len in [0, 1, 2, 3, 17, 1_000] {
        let items = rng.vec(len);
        results.push(items.iter().map(|item| item ^ 5).collect());
        results.push(items.iter().map(|item| item / 3).collect());
        results.push(items.iter().map(|item| item.rotate_left(7)).collect());
    }
    results
}
