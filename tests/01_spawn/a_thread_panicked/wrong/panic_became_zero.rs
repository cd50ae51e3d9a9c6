//@ caught-by: test
//@ says: A panic is not a balance of 0: unwrap_or_default makes up a result that nobody computed.
//@ fails: all_jobs_are_at_work_at_once, a_literal_message_comes_back, a_formatted_message_comes_back, a_panic_without_text_is_reported
//@ sort: tempting

use std::thread;

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let handles: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    handles.into_iter().map(|handle| Ok(handle.join().unwrap_or_default())).collect()
}
