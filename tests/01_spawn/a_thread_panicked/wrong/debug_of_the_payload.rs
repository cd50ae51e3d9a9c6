//@ caught-by: test
//@ says: {:?} of a payload prints Any { .. }: a payload can be any value, so ask what it is with downcast_ref.
//@ fails: all_jobs_are_at_work_at_once, a_literal_message_comes_back, a_formatted_message_comes_back
//@ sort: tempting

use std::thread;

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let handles: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    handles
        .into_iter()
        .map(|handle| handle.join().map_err(|payload| format!("{payload:?}")))
        .collect()
}
