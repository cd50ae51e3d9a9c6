//! The sums, added up by one thread.

use harness::Rng;

/// What the check of the same name must get.
pub fn every_small_shape_agrees(seed: u64) -> Vec<u64> {
    let data = numbers(&mut Rng::new(seed), 7);
    let mut sums = Vec::new();
    for len in 0..=data.len() {
        // The number of workers changes nothing.
        sums.extend([data[..len].iter().sum::<u64>(); 6]);
    }
    sums
}

/// What the check of the same name must get.
pub fn random_data_agrees(seed: u64) -> Vec<u64> {
    let mut rng = Rng::new(seed);
    let mut sums = Vec::new();
    for _ in 0..4 {
        let len = rng.below(1_000) as usize;
        let _workers = rng.range(1..6);
        sums.push(numbers(&mut rng, len).iter().sum());
    }
    sums
}

fn numbers(rng: &mut Rng, len: usize) -> Vec<u64> {
    (0..len).map(|_| rng.below(1 << 40)).collect()
}
