//@ caught-by: test
//@ says: One place for the message of every panic: when two jobs panic, one message is overwritten before it is read.
//@ fails: a_formatted_message_comes_back
//@ sort: tempting

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let last_panic = Arc::new(Mutex::new(String::new()));
    let handles: Vec<_> = jobs
        .into_iter()
        .map(|job| {
            let last_panic = Arc::clone(&last_panic);
            thread::spawn(move || {
                panic::catch_unwind(AssertUnwindSafe(job)).map_err(|payload| {
                    let mut last_panic = last_panic.lock().expect("nobody panics holding it");
                    *last_panic = message(&*payload);
                })
            })
        })
        .collect();
    let results: Vec<_> = handles
        .into_iter()
        .map(|handle| handle.join().expect("the job's panic was caught"))
        .collect();
    let last_panic = last_panic.lock().expect("nobody panics holding it");
    results.into_iter().map(|result| result.map_err(|()| last_panic.clone())).collect()
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
