//! One folder after the other.

use harness::Rng;

/// What the check of the same name must get.
pub fn totals_agree(seed: u64) -> Vec<Vec<Option<u64>>> {
    let mut rng = Rng::new(seed);
    let mut trees = Vec::new();
    for number in 0..12 {
        let mut totals = vec![None];
        let total = tree(&mut rng, number % 4, &mut totals);
        totals[0] = Some(total);
        trees.push(totals);
    }
    trees
}

/// The total, and those of all folders in the order in which they are met.
fn tree(rng: &mut Rng, levels: usize, totals: &mut Vec<Option<u64>>) -> u64 {
    let place = totals.len();
    totals.push(None);
    let len = rng.below(4) as usize;
    let mut total: u64 = rng.vec(len).into_iter().map(|file| file % 1_000).sum();
    let below = if levels == 0 { 0 } else { rng.below(5) };
    for _ in 0..below {
        total += tree(rng, levels - 1, totals);
    }
    totals[place] = Some(total);
    total
}
