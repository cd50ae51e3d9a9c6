//! Looks whether there is a counter, makes one, and counts on the one it made.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits: OnceLock<Arc<AtomicUsize>> = OnceLock::new();
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let counter = hits.get().cloned().unwrap_or_else(|| {
                    let made = Arc::new(AtomicUsize::new(0));
                    let _ = hits.set(Arc::clone(&made));
                    made
                });
                for _ in 0..hits_each {
                    counter.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    hits.get().map_or(0, |counter| counter.load(Ordering::Relaxed))
}
