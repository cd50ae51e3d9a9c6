//@ caught-by: test
//@ says: Iterators are lazy: without a collect in between, each thread is joined before the next one is even spawned.
//@ fails: all_jobs_are_at_work_at_once
//@ sort: tempting

use std::thread;

pub fn join_all<F>(jobs: Vec<F>) -> Vec<u64>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    jobs.into_iter()
        .map(thread::spawn)
        .map(|handle| handle.join().expect("a job panicked"))
        .collect()
}
