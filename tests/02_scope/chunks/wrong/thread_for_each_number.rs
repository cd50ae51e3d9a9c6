//@ caught-by: model
//@ says: A thread for each number: starting it costs more than the addition, and `workers` has no say.
//@ fails: never_more_threads_than_workers, one_worker_is_one_thread
//@ sort: tempting

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

pub fn parallel_sum(data: &[u64], _workers: usize) -> u64 {
    let total = AtomicU64::new(0);
    // Many threads at once are too many for the machine, so they are started in batches.
    for batch in data.chunks(64) {
        thread::scope(|scope| {
            for number in batch {
                scope.spawn(|| total.fetch_add(*number, Ordering::Relaxed));
            }
        });
    }
    total.into_inner()
}
