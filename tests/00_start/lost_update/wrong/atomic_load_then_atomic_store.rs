//@ caught-by: model
//@ says: The load is atomic and the store is atomic, but the pair is not: `fetch_add` does both in one step.
//@ fails: no_hit_is_lost, no_second_hit_is_lost, the_workers_overlap
//@ kind: assertion
//@ sort: tempting

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
                    hits.store(hits.load(Ordering::SeqCst) + 1, Ordering::SeqCst);
                }
            })
        })
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
    hits.load(Ordering::SeqCst)
}
