//! Reads under one guard and writes under the next.

use std::sync::Mutex;
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    let seen = *hits.lock().unwrap();
                    let mut guard = hits.lock().unwrap();
                    *guard = seen + 1;
                }
            });
        }
    });
    *hits.lock().unwrap()
}
