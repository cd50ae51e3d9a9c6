//! Tens and ones in two counters, read while the last worker carries over.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let all = workers * hits_each;
    let (counted, left) = (AtomicUsize::new(0), AtomicUsize::new(all));
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..all {
                counted.fetch_add(1, Ordering::SeqCst);
                left.fetch_sub(1, Ordering::SeqCst);
            }
        });
        for _ in 1..workers {
            scope.spawn(thread::yield_now);
        }
        let (counted, left) = (counted.load(Ordering::SeqCst), left.load(Ordering::SeqCst));
        assert_eq!(counted + left, all, "what is counted and what is left make all");
    });
    counted.into_inner()
}
