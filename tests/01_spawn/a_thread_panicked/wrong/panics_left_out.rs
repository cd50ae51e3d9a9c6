//@ caught-by: test
//@ says: The panicked jobs are left out, so every result after the first panic belongs to another account.
//@ fails: all_jobs_are_at_work_at_once, a_literal_message_comes_back
//@ sort: tempting

use std::thread;

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let handles: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    handles.into_iter().filter_map(|handle| handle.join().ok()).map(Ok).collect()
}
