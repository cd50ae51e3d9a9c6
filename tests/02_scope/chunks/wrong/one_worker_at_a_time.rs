//@ caught-by: model
//@ says: Lazy maps start a worker, join it, and only then start the next: `workers` threads, one after the other.
//@ fails: the_workers_overlap
//@ sort: tempting

use std::thread;

pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    let size = data.len().div_ceil(workers.max(1)).max(1);
    thread::scope(|scope| {
        data.chunks(size)
            .map(|part| scope.spawn(move || part.iter().sum::<u64>()))
            .map(|worker| worker.join().expect("adding does not panic"))
            .sum()
    })
}
