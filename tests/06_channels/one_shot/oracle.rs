//! The answers, without any worker.

use harness::Rng;

/// What the check of the same name must get.
pub fn everyone_gets_their_own_answer(seed: u64) -> Vec<Option<u64>> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|workers| {
            let value = rng.below(1_000);
            let broken = is_broken(&mut rng, workers);
            // The place in the line, which changes nothing.
            rng.below(workers + 1);
            (!broken).then_some(value)
        })
        .collect()
}

/// One promise in four, and certainly one, but not all.
fn is_broken(rng: &mut Rng, number: u64) -> bool {
    let drawn = rng.below(4) == 0;
    number == 7 || (number != 8 && drawn)
}
