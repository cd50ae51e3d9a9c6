//@ caught-by: model
//@ says: `try_lock` gives up when another worker holds the lock, and giving up here means not counting: wait with `lock`.
//@ fails: no_hit_is_lost, no_second_hit_is_lost, the_workers_overlap
//@ kind: assertion
//@ sort: schedule-only

use std::sync::Mutex;
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    // The fast path: do not wait, somebody else is counting.
                    if let Ok(mut hits) = hits.try_lock() {
                        *hits += 1;
                    }
                }
            });
        }
    });
    hits.into_inner().unwrap()
}
