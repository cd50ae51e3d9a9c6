//! Nobody keeps the handles, and nobody waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Arc::new(AtomicUsize::new(0));
    for _ in 0..workers {
        let hits = Arc::clone(&hits);
        thread::spawn(move || {
            for _ in 0..hits_each {
                hits.fetch_add(1, Ordering::SeqCst);
            }
        });
    }
    hits.load(Ordering::SeqCst)
}
