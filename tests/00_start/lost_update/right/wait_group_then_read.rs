//! Go's wait group: the threads are detached, and each drops its handle to the group when it is done.

use crossbeam::sync::WaitGroup;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Arc::new(AtomicUsize::new(0));
    let group = WaitGroup::new();
    for _ in 0..workers {
        let hits = Arc::clone(&hits);
        let done = group.clone();
        thread::spawn(move || {
            for _ in 0..hits_each {
                hits.fetch_add(1, Ordering::Relaxed);
            }
            // Dropping synchronises with `wait`, so the plain read below sees every hit.
            drop(done);
        });
    }
    group.wait();
    hits.load(Ordering::Relaxed)
}
