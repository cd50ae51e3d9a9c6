//! What the checks of the same name must return.
use harness::Rng;

/// The same random numbers, judged without any thread or panic.
pub fn every_outcome_comes_back(seed: u64) -> Vec<Vec<Result<u64, String>>> {
    let mut rng = Rng::new(seed);
    (0..4)
        .map(|_| {
            let len = rng.range(1..7) as usize;
            let outcome = |number: u64| match number % 3 {
                0 => Err(format!("{number} is no balance")),
                _ => Ok(number),
            };
            rng.vec(len).into_iter().map(outcome).collect()
        })
        .collect()
}
