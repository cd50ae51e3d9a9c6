//! Parts are sent to the calling thread, which adds until the last sender is gone.

use std::sync::mpsc;
use std::thread;

pub fn parallel_sum(data: &[u64], workers: usize) -> u64 {
    let size = data.len().div_ceil(workers.max(1)).max(1);
    let (parts, inbox) = mpsc::channel::<u64>();
    thread::scope(|scope| {
        for part in data.chunks(size) {
            let parts = parts.clone();
            scope.spawn(move || parts.send(part.iter().sum()));
        }
        drop(parts);
        inbox.iter().sum()
    })
}
