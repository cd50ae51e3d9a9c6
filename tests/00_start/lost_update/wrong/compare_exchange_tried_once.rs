//@ caught-by: model
//@ says: A `compare_exchange` that comes too late changes nothing and says so in its result: ignore the `Err` and the hit is gone.
//@ fails: no_hit_is_lost, no_second_hit_is_lost, the_workers_overlap
//@ kind: assertion
//@ sort: schedule-only

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    let seen = hits.load(Ordering::SeqCst);
                    let _ =
                        hits.compare_exchange(seen, seen + 1, Ordering::SeqCst, Ordering::SeqCst);
                }
            });
        }
    });
    hits.into_inner()
}
