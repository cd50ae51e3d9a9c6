//! The Go shape: one channel for all, each result sent with the place it belongs to.

use std::sync::mpsc;
use std::thread;

pub fn join_all<F>(jobs: Vec<F>) -> Vec<u64>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let mut results = vec![0; jobs.len()];
    let (done, received) = mpsc::channel();
    for (place, job) in jobs.into_iter().enumerate() {
        let done = done.clone();
        thread::spawn(move || {
            // The receiver waits until the last sender is gone, this one included.
            done.send((place, job())).expect("the caller waits for every job");
        });
    }
    // The loop below ends when every sender is gone, so ours must go first.
    drop(done);
    for (place, result) in received {
        results[place] = result;
    }
    results
}
