//@ caught-by: model
//@ says: Rounded down, the pieces are more than the workers: the rest becomes a piece, and a thread, of its own.
//@ fails: never_more_threads_than_workers
//@ sort: boundary

use std::thread;

pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    let size = (data.len() / workers.max(1)).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> =
            data.chunks(size).map(|part| scope.spawn(|| part.iter().sum::<u64>())).collect();
        parts.into_iter().map(|part| part.join().unwrap()).sum()
    })
}
