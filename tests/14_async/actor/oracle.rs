//! Totals, added up one after the other.

use harness::Rng;
use std::collections::BTreeMap;

/// What the check of the same name must get.
pub fn totals_agree(seed: u64) -> (Vec<u64>, BTreeMap<u64, u64>) {
    let mut rng = Rng::new(seed);
    let mut totals = BTreeMap::new();
    let answers = (0..40)
        .map(|_| {
            let (customer, units) = (rng.below(5), rng.below(1_000));
            let total = totals.entry(customer).or_insert(0);
            *total += units;
            *total
        })
        .collect();
    (answers, totals)
}
