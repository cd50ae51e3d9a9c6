//! Each worker adds its part to a shared total once, in one step.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    let size = data.len().div_ceil(workers.max(1)).max(1);
    let total = AtomicU64::new(0);
    thread::scope(|scope| {
        for part in data.chunks(size) {
            let total = &total;
            scope.spawn(move || total.fetch_add(part.iter().sum(), Ordering::Relaxed));
        }
    });
    total.into_inner()
}
