//@ caught-by: test
//@ says: After the first panic you stop joining: the other threads run on with nobody waiting, and their results are lost. An errgroup's Wait waits for all of them.
//@ fails: all_jobs_are_at_work_at_once, the_jobs_after_a_panic_are_awaited
//@ sort: tempting

use std::any::Any;
use std::thread;

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let handles: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    let mut failed = false;
    handles
        .into_iter()
        .map(|handle| {
            if failed {
                return Err("not awaited".to_string());
            }
            handle.join().map_err(|payload| {
                failed = true;
                message(&*payload)
            })
        })
        .collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(literal) = payload.downcast_ref::<&str>() {
        literal.to_string()
    } else if let Some(formatted) = payload.downcast_ref::<String>() {
        formatted.clone()
    } else {
        "panic without a message".to_string()
    }
}
