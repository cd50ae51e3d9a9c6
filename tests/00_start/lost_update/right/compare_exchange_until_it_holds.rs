//! Optimistic: read, and write only if nobody came between; otherwise look again.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    record(&hits);
                }
            });
        }
    });
    hits.into_inner()
}

fn record(hits: &AtomicUsize) {
    let mut seen = hits.load(Ordering::Relaxed);
    while let Err(now) =
        hits.compare_exchange_weak(seen, seen + 1, Ordering::Relaxed, Ordering::Relaxed)
    {
        seen = now;
    }
}
