//! As in Go, each thread recovers by itself; join then returns the outcome and cannot fail.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::thread;

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let recover = |job: F| {
        move || {
            // The job is consumed by the call: nobody can see what its panic left half done.
            panic::catch_unwind(AssertUnwindSafe(job)).map_err(|payload| message(&*payload))
        }
    };
    let handles: Vec<_> = jobs.into_iter().map(|job| thread::spawn(recover(job))).collect();
    handles.into_iter().map(|handle| handle.join().expect("the job's panic was caught")).collect()
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
