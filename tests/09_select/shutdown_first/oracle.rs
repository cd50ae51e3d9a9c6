//! The job at work is the last one.

use harness::Rng;

/// What the check of the same name must get.
pub fn handled_and_left_agree(seed: u64) -> Vec<(Vec<u64>, Vec<u64>, bool)> {
    let mut rng = Rng::new(seed);
    (0..50)
        .map(|_| {
            let len = rng.below(12) as usize;
            let mut jobs = rng.vec(len);
            let last = rng.below(12) as usize;
            if last >= len {
                return (jobs, Vec::new(), false);
            }
            let _closed = rng.below(2);
            let left = jobs.split_off(last + 1);
            (jobs, left, true)
        })
        .collect()
}
