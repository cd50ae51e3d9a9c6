//@ caught-by: build
//@ says: `let _ = gate.lock()` drops the guard at once and protects nothing, so the compiler refuses it: give the guard a name.
//@ sort: tempting

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let gate = Mutex::new(());
    let hits = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    let _ = gate.lock();
                    let seen = hits.load(Ordering::Relaxed);
                    hits.store(seen + 1, Ordering::Relaxed);
                }
            });
        }
    });
    hits.into_inner()
}
