//@ caught-by: model
//@ says: Each worker locks a mutex of its own, so no worker ever waits for another: the lock must be as shared as what it protects.
//@ fails: no_hit_is_lost, no_second_hit_is_lost, the_workers_overlap
//@ kind: assertion
//@ sort: tempting

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Arc::new(AtomicUsize::new(0));
    let mut handles = Vec::new();
    for _ in 0..workers {
        // Go's struct with a mutex, copied by value: the copy is another mutex.
        let gate = Arc::new(Mutex::new(()));
        let hits = Arc::clone(&hits);
        handles.push(thread::spawn(move || {
            for _ in 0..hits_each {
                let _guard = gate.lock().unwrap();
                let seen = hits.load(Ordering::SeqCst);
                hits.store(seen + 1, Ordering::SeqCst);
            }
        }));
    }
    for handle in handles {
        handle.join().unwrap();
    }
    hits.load(Ordering::SeqCst)
}
