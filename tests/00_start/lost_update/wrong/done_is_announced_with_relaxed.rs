//@ caught-by: model
//@ says: The last worker announces that it is done with `Relaxed`, which promises nothing about the hits recorded before: join the threads, or publish with `Release` and look with `Acquire`.
//@ kind: assertion
//@ sort: schedule-only

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Arc::new(AtomicUsize::new(0));
    let done = Arc::new(AtomicUsize::new(0));
    for _ in 0..workers {
        let hits = Arc::clone(&hits);
        let done = Arc::clone(&done);
        thread::spawn(move || {
            for _ in 0..hits_each {
                hits.fetch_add(1, Ordering::Relaxed);
            }
            done.fetch_add(1, Ordering::Relaxed);
        });
    }
    // A wait group made by hand.
    while done.load(Ordering::Relaxed) < workers {
        thread::yield_now();
    }
    hits.load(Ordering::Relaxed)
}
