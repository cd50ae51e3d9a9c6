//@ caught-by: test
//@ says: A worker that ends in the middle of a batch must hand in what it has: the hits after the last full batch were dropped.
//@ sort: boundary

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const BATCH: usize = 64;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let mut batch = 0;
                for _ in 0..hits_each {
                    batch += 1;
                    if batch == BATCH {
                        hits.fetch_add(batch, Ordering::Relaxed);
                        batch = 0;
                    }
                }
            });
        }
    });
    hits.into_inner()
}
