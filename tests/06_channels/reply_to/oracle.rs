//! The totals, added up one after the other.

use std::collections::BTreeMap;

use harness::Rng;

/// What the check of the same name must get.
pub fn random_requests_agree(seed: u64) -> (Vec<Vec<u64>>, BTreeMap<u64, u64>) {
    let mut rng = Rng::new(seed);
    let mut totals = BTreeMap::new();
    let mut answers = Vec::new();
    for customer in 0..4_u64 {
        let len = rng.below(200) as usize;
        let units: Vec<_> = rng.vec(len).into_iter().map(|units| units % 1_000).collect();
        let every = 1 + rng.below(3) as usize;
        let mut heard = Vec::new();
        for (n, units) in units.into_iter().enumerate() {
            let total = totals.entry(customer).or_insert(0);
            *total += units;
            if n % every == 0 {
                heard.push(*total);
            }
            *totals.entry(99).or_insert(0) += units;
        }
        answers.push(heard);
    }
    (answers, totals)
}
