//@ caught-by: test
//@ says: There need not be a first job: with an empty list this panics instead of returning no results.
//@ fails: no_jobs_give_no_results
//@ sort: boundary

use std::thread;

pub fn join_all<F>(jobs: Vec<F>) -> Vec<u64>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    // The caller's thread does the first job, so one thread fewer is needed.
    let mut jobs = jobs.into_iter();
    let first = jobs.next().expect("there is a first job");
    let handles: Vec<_> = jobs.map(thread::spawn).collect();
    let mut results = vec![first()];
    for handle in handles {
        results.push(handle.join().expect("a job panicked"));
    }
    results
}
