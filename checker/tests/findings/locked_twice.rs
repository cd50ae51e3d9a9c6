//! Two guards of one lock in one statement.

use std::sync::Mutex;
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    *hits.lock().unwrap() = std::cmp::max(*hits.lock().unwrap(), 0) + 1;
                }
            });
        }
    });
    hits.into_inner().unwrap()
}
