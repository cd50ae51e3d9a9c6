//@ caught-by: test
//@ says: `chunks_exact` leaves out what does not fill a whole piece, and nobody asks for its `remainder()`.
//@ fails: every_small_shape_agrees
//@ sort: boundary

use std::thread;

pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    let size = (data.len() / workers.max(1)).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> =
            data.chunks_exact(size).map(|part| scope.spawn(|| part.iter().sum::<u64>())).collect();
        parts.into_iter().map(|part| part.join().unwrap()).sum()
    })
}
