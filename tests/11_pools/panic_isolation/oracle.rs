//! The outcomes, without any pool.

use harness::Rng;

/// What the check of the same name must get.
pub fn random_outcomes_agree(seed: u64) -> Vec<Vec<Result<u64, String>>> {
    let mut rng = Rng::new(seed);
    (0..5)
        .map(|_| {
            let len = rng.below(60) as usize;
            let outcome =
                |job: u64| if job.is_multiple_of(4) { Err(job.to_string()) } else { Ok(job) };
            rng.vec(len).into_iter().map(outcome).collect()
        })
        .collect()
}
