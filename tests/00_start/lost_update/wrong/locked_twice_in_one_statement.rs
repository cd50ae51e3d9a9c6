//@ caught-by: test
//@ says: The guard on the right of `=` lives until the semicolon, so the thread waits for a lock that it holds itself: lock once, `*hits.lock().unwrap() += 1`.
//@ sort: tempting

use std::sync::Mutex;
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    *hits.lock().unwrap() = *hits.lock().unwrap() + 1;
                }
            });
        }
    });
    hits.into_inner().unwrap()
}
