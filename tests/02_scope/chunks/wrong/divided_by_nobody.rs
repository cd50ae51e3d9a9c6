//@ caught-by: test
//@ says: 0 workers are treated as 1 worker; here they are a division by zero.
//@ fails: every_small_shape_agrees, nobody_is_somebody, no_numbers
//@ sort: boundary

use std::thread;

pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    let size = data.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> =
            data.chunks(size).map(|part| scope.spawn(|| part.iter().sum::<u64>())).collect();
        parts.into_iter().map(|part| part.join().unwrap()).sum()
    })
}
