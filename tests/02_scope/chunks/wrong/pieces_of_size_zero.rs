//@ caught-by: test
//@ says: With fewer numbers than workers the division gives 0, and `chunks(0)` panics.
//@ fails: every_small_shape_agrees, no_numbers
//@ sort: boundary

use std::thread;

pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    let size = data.len() / workers.max(1);
    thread::scope(|scope| {
        let parts: Vec<_> =
            data.chunks(size).map(|part| scope.spawn(|| part.iter().sum::<u64>())).collect();
        parts.into_iter().map(|part| part.join().unwrap()).sum()
    })
}
