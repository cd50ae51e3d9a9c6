//! Looks whether all are done, and only then begins to wait.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let (hits, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (gate, idle) = (Mutex::new(()), Condvar::new());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                hits.fetch_add(hits_each, Ordering::SeqCst);
                done.fetch_add(1, Ordering::SeqCst);
                idle.notify_all();
            });
        }
        while done.load(Ordering::SeqCst) < workers {
            let guard = gate.lock().unwrap();
            drop(idle.wait(guard).unwrap());
        }
    });
    hits.into_inner()
}
