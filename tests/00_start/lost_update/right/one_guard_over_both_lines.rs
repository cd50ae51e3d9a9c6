//! Go's own shape: lock, read, write, unlock, with a named guard; the caller's thread is the last worker.

use std::sync::Mutex;
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    if workers == 0 {
        return 0;
    }
    let hits = Mutex::new(0usize);
    let work = || {
        for _ in 0..hits_each {
            let mut guard = hits.lock().unwrap(); // never poisoned: nothing panics under it
            let seen = *guard;
            *guard = seen + 1;
            drop(guard);
        }
    };
    thread::scope(|scope| {
        for _ in 1..workers {
            scope.spawn(work);
        }
        work();
    });
    hits.into_inner().unwrap()
}
