//@ caught-by: test
//@ says: The results stand in the order in which the jobs finished: a lock decides who pushes now, not whose turn it is.
//@ fails: the_last_job_may_finish_first
//@ sort: tempting

use std::mem;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn join_all<F>(jobs: Vec<F>) -> Vec<u64>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let results = Arc::new(Mutex::new(Vec::new()));
    let mut handles = Vec::new();
    for job in jobs {
        let results = Arc::clone(&results);
        handles.push(thread::spawn(move || {
            let result = job();
            results.lock().expect("nobody panics while holding it").push(result);
        }));
    }
    for handle in handles {
        handle.join().expect("a job panicked");
    }
    mem::take(&mut *results.lock().expect("nobody panics while holding it"))
}
