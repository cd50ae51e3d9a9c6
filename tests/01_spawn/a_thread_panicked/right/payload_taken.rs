//! The payload is taken, not looked at: `downcast` gives the box back when it holds something else.

use std::thread::{self, JoinHandle};

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let mut handles: Vec<JoinHandle<u64>> = Vec::with_capacity(jobs.len());
    for (place, job) in jobs.into_iter().enumerate() {
        let named = thread::Builder::new().name(format!("statement {place}"));
        handles.push(named.spawn(job).expect("the system has a thread left"));
    }
    let mut results = Vec::with_capacity(handles.len());
    for handle in handles {
        results.push(match handle.join() {
            Ok(balance) => Ok(balance),
            Err(payload) => Err(match payload.downcast::<String>() {
                Ok(formatted) => *formatted,
                Err(payload) => match payload.downcast::<&'static str>() {
                    Ok(literal) => literal.to_string(),
                    Err(_) => "panic without a message".to_string(),
                },
            }),
        });
    }
    results
}
