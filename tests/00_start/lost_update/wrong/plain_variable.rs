//@ caught-by: build
//@ says: Two threads may not both borrow a plain variable to change it: the number needs a lock or must be atomic.
//@ sort: tempting

use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let mut hits = 0;
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    hits += 1;
                }
            });
        }
    });
    hits
}
