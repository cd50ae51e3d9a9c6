//@ caught-by: test
//@ says: Only four jobs are at work at a time: the fifth waits for the first four. The task wants all of them at once.
//@ fails: all_jobs_are_at_work_at_once
//@ sort: tempting

use std::thread;

pub fn join_all<F>(jobs: Vec<F>) -> Vec<u64>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    const AT_A_TIME: usize = 4;
    let mut results = Vec::new();
    let mut jobs = jobs.into_iter();
    loop {
        let batch: Vec<_> = jobs.by_ref().take(AT_A_TIME).map(thread::spawn).collect();
        if batch.is_empty() {
            return results;
        }
        for handle in batch {
            results.push(handle.join().expect("a job panicked"));
        }
    }
}
