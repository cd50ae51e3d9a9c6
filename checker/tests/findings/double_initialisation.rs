//! Each worker makes the counter unless there is one, and counts on the one it made.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits: Mutex<Option<Arc<AtomicUsize>>> = Mutex::new(None);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    let known = hits.lock().unwrap().clone();
                    let counter = known.unwrap_or_else(|| {
                        let made = Arc::new(AtomicUsize::new(0));
                        *hits.lock().unwrap() = Some(Arc::clone(&made));
                        made
                    });
                    counter.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    let made = hits.into_inner().unwrap();
    made.map_or(0, |counter| counter.load(Ordering::Relaxed))
}
