//! As many threads as the limit says, and a queue. Whoever has left is passed over.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use tokio::sync::oneshot;

/// The work has panicked.
#[derive(Debug, PartialEq, Eq)]
pub struct Panicked;

type Job = Box<dyn FnOnce() + Send>;

/// A limit for works that block, or compute for long.
pub struct Pool {
    jobs: Sender<Job>,
}

impl Pool {
    /// So many at once.
    pub fn new(limit: usize) -> Pool {
        let (jobs, inbox) = channel::<Job>();
        let inbox = Arc::new(Mutex::new(inbox));
        for _ in 0..limit.max(1) {
            let inbox = inbox.clone();
            thread::spawn(move || {
                loop {
                    let job = inbox.lock().unwrap().recv();
                    let Ok(job) = job else { return };
                    job();
                }
            });
        }
        Pool { jobs }
    }

    /// Does the work when there is a place for it.
    pub async fn run<T, F>(&self, work: F) -> Result<T, Panicked>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let job = Box::new(move || {
            if !tell.is_closed() {
                let _ = tell.send(catch_unwind(AssertUnwindSafe(work)));
            }
        });
        self.jobs.send(job).expect("the workers are there");
        match told.await {
            Ok(Ok(result)) => Ok(result),
            _ => Err(Panicked),
        }
    }
}
