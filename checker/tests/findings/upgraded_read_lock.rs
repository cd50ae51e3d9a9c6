//! Asks for the write lock while it still reads.

use std::sync::RwLock;
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = RwLock::new(0);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    let seen = hits.read().unwrap();
                    *hits.write().unwrap() = *seen + 1;
                }
            });
        }
    });
    hits.into_inner().unwrap()
}
