//@ caught-by: test
//@ says: Nothing can go wrong between the jobs because nothing runs between them: they run one after the other on one thread.
//@ fails: all_jobs_are_at_work_at_once, the_jobs_after_a_panic_are_awaited
//@ sort: tempting

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64,
{
    jobs.into_iter()
        .map(|job| panic::catch_unwind(AssertUnwindSafe(job)).map_err(|payload| message(&*payload)))
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
