//@ caught-by: test
//@ says: Only the first thread was joined; the other results are read whether they are there or not. Join every handle.
//@ fails: the_first_job_may_finish_first
//@ sort: tempting

use std::sync::{Arc, Mutex};
use std::thread;

pub fn join_all<F>(jobs: Vec<F>) -> Vec<u64>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let slots = Arc::new(Mutex::new(vec![0; jobs.len()]));
    let mut handles = Vec::new();
    for (place, job) in jobs.into_iter().enumerate() {
        let slots = Arc::clone(&slots);
        handles.push(thread::spawn(move || {
            let result = job();
            slots.lock().expect("nobody panics while holding it")[place] = result;
        }));
    }
    if let Some(first) = handles.into_iter().next() {
        first.join().expect("a job panicked");
    }
    let results = slots.lock().expect("nobody panics while holding it");
    results.clone()
}
