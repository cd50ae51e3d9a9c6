//! One worker less is started, since the calling thread does its part; results stay with their worker until the end.

use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::{iter, thread};

pub fn run_workers<J, R, F>(jobs: Receiver<J>, workers: usize, work: F) -> Vec<R>
where
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
{
    let inbox = Mutex::new(jobs);
    // The guard ends with the closure, which returns a job that borrows nothing.
    let worker = || iter::from_fn(|| inbox.lock().unwrap().recv().ok()).map(&work).collect();
    thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(worker)).collect();
        let mut results: Vec<R> = worker();
        for other in others {
            results.extend(other.join().unwrap());
        }
        results
    })
}
