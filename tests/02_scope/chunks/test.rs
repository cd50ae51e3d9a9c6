//! Is the sum right on real threads, for every shape of input? Whether it was added up in parallel is for the model.
//@ deadline: 5s

use answer::parallel_sum;
use harness::Rng;

/// Eight numbers and four workers, as it was tried before.
pub fn eight_numbers_four_workers() {
    assert_eq!(parallel_sum(&[1, 2, 3, 4, 5, 6, 7, 8], 4), 36);
}

/// Every small shape: 0 to 7 numbers, 0 to 5 workers.
pub fn every_small_shape_agrees(seed: u64) -> Vec<u64> {
    let data = numbers(&mut Rng::new(seed), 7);
    let mut sums = Vec::new();
    for len in 0..=data.len() {
        for workers in 0..=5 {
            sums.push(parallel_sum(&data[..len], workers));
        }
    }
    sums
}

/// Random data of random sizes.
pub fn random_data_agrees(seed: u64) -> Vec<u64> {
    let mut rng = Rng::new(seed);
    let mut sums = Vec::new();
    for _ in 0..4 {
        let len = rng.below(1_000) as usize;
        let workers = rng.range(1..6) as usize;
        sums.push(parallel_sum(&numbers(&mut rng, len), workers));
    }
    sums
}

/// No numbers have the sum 0, whatever the number of workers.
pub fn no_numbers() {
    for workers in 0..5 {
        assert_eq!(parallel_sum(&[], workers), 0, "sum of nothing by {workers} workers");
    }
}

/// 0 workers are treated as 1 worker.
pub fn nobody_is_somebody() {
    assert_eq!(parallel_sum(&[20, 22], 0), 42);
}

/// `len` numbers whose sum stays far below the largest `u64`.
fn numbers(rng: &mut Rng, len: usize) -> Vec<u64> {
    (0..len).map(|_| rng.below(1 << 40)).collect()
}
