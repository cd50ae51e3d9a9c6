//@ caught-by: model
//@ says: The total is read and written back in two steps: a worker who comes between them loses its part.
//@ fails: no_part_is_lost
//@ sort: schedule-only

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    let size = data.len().div_ceil(workers.max(1)).max(1);
    let total = AtomicU64::new(0);
    thread::scope(|scope| {
        for part in data.chunks(size) {
            let total = &total;
            scope.spawn(move || {
                let sum: u64 = part.iter().sum();
                total.store(total.load(Ordering::SeqCst) + sum, Ordering::SeqCst);
            });
        }
    });
    total.into_inner()
}
