//@ caught-by: test
//@ says: The total is read while the workers may still be counting, or have not even begun: dropping a handle does not wait, joining does.
//@ sort: tempting

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Arc::new(AtomicUsize::new(0));
    for _ in 0..workers {
        let hits = Arc::clone(&hits);
        thread::spawn(move || {
            for _ in 0..hits_each {
                hits.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    hits.load(Ordering::Relaxed)
}
