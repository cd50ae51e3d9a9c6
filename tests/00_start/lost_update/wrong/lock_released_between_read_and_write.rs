//@ caught-by: model
//@ says: The lock is released between the read and the write, so another worker can record a hit that this write then wipes out: keep one guard for both.
//@ fails: no_hit_is_lost, no_second_hit_is_lost, the_workers_overlap
//@ kind: assertion
//@ sort: tempting

use std::sync::Mutex;
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    let seen = *hits.lock().unwrap();
                    *hits.lock().unwrap() = seen + 1;
                }
            });
        }
    });
    hits.into_inner().unwrap()
}
