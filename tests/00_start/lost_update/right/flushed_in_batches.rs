//! Each worker counts privately and takes the lock once per batch, and once for the rest.

use std::sync::Mutex;
use std::thread;

const BATCH: usize = 64;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let total = Mutex::new(0);
    // Nothing panics under the lock, so it cannot be poisoned.
    let flush = |batch: usize| *total.lock().unwrap() += batch;
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let mut batch = 0;
                for _ in 0..hits_each {
                    batch += 1;
                    if batch == BATCH {
                        flush(batch);
                        batch = 0;
                    }
                }
                flush(batch);
            });
        }
    });
    total.into_inner().unwrap()
}
