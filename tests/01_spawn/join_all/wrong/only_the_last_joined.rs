//@ caught-by: test
//@ says: The thread that was started last is not the one that ends last: join every handle.
//@ fails: the_last_job_may_finish_first
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
    if let Some(last) = handles.pop() {
        last.join().expect("a job panicked");
    }
    let results = slots.lock().expect("nobody panics while holding it");
    results.clone()
}
