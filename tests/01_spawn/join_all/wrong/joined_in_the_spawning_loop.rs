//@ caught-by: test
//@ says: Each thread is joined before the next one starts: that is one job after the other, with a thread as a detour. Keep the handles and join them in a second loop.
//@ fails: all_jobs_are_at_work_at_once
//@ sort: tempting

use std::thread;

pub fn join_all<F>(jobs: Vec<F>) -> Vec<u64>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let mut results = Vec::new();
    for job in jobs {
        let handle = thread::spawn(job);
        results.push(handle.join().expect("a job panicked"));
    }
    results
}
