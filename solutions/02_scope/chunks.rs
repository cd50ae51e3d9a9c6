//! Cut first, start all, then join: three steps that must not be one.

use std::thread;

/// The sum of `data`, added up by at most `workers` threads; 0 workers count as 1.
pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    // Rounded up, so that the pieces are at most as many as the workers: 8 numbers for 3 workers are 3 + 3 + 2. Rounded
    // down they would be 2 + 2 + 2 + 2, which is a worker too many. And `chunks(0)` panics: without numbers the
    // size would be 0.
    let size = data.len().div_ceil(workers.max(1)).max(1);

    thread::scope(|scope| {
        // This `collect` starts all workers. Without it, the maps are one lazy chain that starts a worker, joins it, and
        // then starts the next: right, and no faster than a loop.
        let parts: Vec<_> =
            data.chunks(size).map(|part| scope.spawn(move || part.iter().sum::<u64>())).collect();

        // Each worker adds into a number of its own, and nobody shares anything until here.
        parts.into_iter().map(|part| part.join().expect("adding does not panic")).sum()
    })
}
