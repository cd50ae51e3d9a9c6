//@ caught-by: model
//@ says: `join` inside the loop waits for each worker before it starts the next one: start them all, then join.
//@ fails: the_workers_overlap
//@ kind: assertion
//@ sort: tempting

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Arc::new(AtomicUsize::new(0));
    for _ in 0..workers {
        let counter = Arc::clone(&hits);
        let handle = thread::spawn(move || {
            for _ in 0..hits_each {
                counter.fetch_add(1, Ordering::Relaxed);
            }
        });
        handle.join().unwrap();
    }
    hits.load(Ordering::Relaxed)
}
