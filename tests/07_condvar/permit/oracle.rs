//! The number of free slots, as simple arithmetic.

use harness::Rng;

/// What the check of the same name must get.
pub fn the_count_is_right(seed: u64) -> Vec<(bool, usize)> {
    let mut rng = Rng::new(seed);
    let mut seen = Vec::new();
    for slots in [0, 1, 5] {
        let mut free = slots;
        for _ in 0..40 {
            let got = if rng.below(5) < 3 {
                let got = free > 0;
                free -= usize::from(got);
                got
            } else {
                let got = free < slots;
                free += usize::from(got);
                got
            };
            seen.push((got, free));
        }
        seen.push((true, slots));
    }
    seen
}
