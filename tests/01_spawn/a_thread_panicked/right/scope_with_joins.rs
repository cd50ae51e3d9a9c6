//! A scope whose handles are all joined inside it: a panic that was received is not raised again.

use std::any::Any;
use std::thread;

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    thread::scope(|scope| {
        let handles: Vec<_> = jobs.into_iter().map(|job| scope.spawn(job)).collect();
        handles
            .into_iter()
            .map(|handle| handle.join().map_err(|payload| message(&*payload)))
            .collect()
    })
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
