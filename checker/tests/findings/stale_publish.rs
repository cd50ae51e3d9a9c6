//! The workers say with a relaxed counter that they are done.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Arc::new(AtomicUsize::new(0));
    let done = Arc::new(AtomicUsize::new(0));
    for _ in 0..workers {
        let (hits, done) = (Arc::clone(&hits), Arc::clone(&done));
        thread::spawn(move || {
            for _ in 0..hits_each {
                hits.fetch_add(1, Ordering::Relaxed);
            }
            done.fetch_add(1, Ordering::Relaxed);
        });
    }
    while done.load(Ordering::Relaxed) < workers {
        thread::yield_now();
    }
    hits.load(Ordering::Relaxed)
}
