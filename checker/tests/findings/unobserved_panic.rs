//! A worker that finds the counter in use gives up by a panic that nobody joins.

use std::sync::{Arc, Mutex, mpsc};
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Arc::new(Mutex::new(0));
    let (done, all_done) = mpsc::channel::<()>();
    for _ in 0..workers {
        let (hits, done) = (Arc::clone(&hits), done.clone());
        thread::spawn(move || {
            for _ in 0..hits_each {
                *hits.try_lock().expect("nobody else counts") += 1;
            }
            drop(done);
        });
    }
    drop(done);
    let _ = all_done.recv();
    *hits.lock().unwrap()
}
