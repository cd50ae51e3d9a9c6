//! The books, kept by one thread.

use harness::Rng;

const LOW: u64 = 10;

/// What the check of the same name must get.
pub fn the_books_agree(seed: u64) -> Vec<(bool, Vec<u64>, u64)> {
    let mut rng = Rng::new(seed);
    let mut seen = Vec::new();
    for mut items in [0, 1, LOW, 60] {
        for step in 0..20 {
            let wanted = if step == 0 { 0 } else { rng.below(15) };
            let took = wanted <= items;
            let mut told = Vec::new();
            if took {
                items -= wanted;
                if items < LOW {
                    told.push(items);
                }
            }
            if rng.below(4) == 0 {
                items += rng.below(9);
            }
            seen.push((took, told, items));
        }
    }
    seen
}
