//! What a checkout comes to, without anything async.

use harness::Rng;

/// What the check of the same name must get.
pub fn orders_are_confirmed(seed: u64) -> Vec<(u64, Vec<u64>, Vec<(u64, u64)>)> {
    let mut rng = Rng::new(seed);
    let len = 1 + rng.below(8) as usize;
    rng.vec(len)
        .into_iter()
        .map(|order| {
            let receipt = order.rotate_left(7) ^ seed;
            let suggestions = (0..order % 4).map(|n| order.wrapping_mul(n + 3)).collect();
            (receipt, suggestions, vec![(order, receipt)])
        })
        .collect()
}
