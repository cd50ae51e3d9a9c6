//! Outcomes travel through a channel with their place; a recovered panic is sent like a result.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let mut results: Vec<_> = jobs.iter().map(|_| Err(String::new())).collect();
    let (done, received) = mpsc::channel();
    for (place, job) in jobs.into_iter().enumerate() {
        let done = done.clone();
        thread::spawn(move || {
            let outcome = panic::catch_unwind(AssertUnwindSafe(job));
            // The receiver waits until the last sender is gone, this one included.
            done.send((place, outcome)).expect("the caller waits for every job");
        });
    }
    // The loop below ends when every sender is gone, so ours must go first.
    drop(done);
    for (place, outcome) in received {
        results[place] = outcome.map_err(|payload| message(&*payload));
    }
    results
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
