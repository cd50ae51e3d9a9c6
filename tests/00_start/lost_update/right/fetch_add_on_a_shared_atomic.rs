//! One atomic step per hit, shared by `Arc`; joining the threads is what makes `Relaxed` enough.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Arc::new(AtomicUsize::new(0));
    let handles: Vec<_> = (0..workers)
        .map(|_| {
            let hits = Arc::clone(&hits);
            thread::spawn(move || {
                for _ in 0..hits_each {
                    hits.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for handle in handles {
        // Nothing in a worker can panic; if it does, the caller should hear of it.
        handle.join().unwrap();
    }
    hits.load(Ordering::Relaxed)
}
