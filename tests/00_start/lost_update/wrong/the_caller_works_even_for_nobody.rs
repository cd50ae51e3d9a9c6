//@ caught-by: test
//@ says: The caller's thread plays the first worker even when there are no workers at all: 0 workers make 0 hits.
//@ fails: nobody_records_nothing
//@ sort: boundary

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = AtomicUsize::new(0);
    let work = || {
        for _ in 0..hits_each {
            hits.fetch_add(1, Ordering::Relaxed);
        }
    };
    thread::scope(|scope| {
        for _ in 1..workers {
            scope.spawn(work);
        }
        work();
    });
    hits.into_inner()
}
