//! # The pool that was told to stop
//!
//! A service keeps a pool of workers for as long as it runs; jobs come from everywhere. The version below
//! works all day. In the evening it is told to stop, and then it stands there until somebody kills it. And in the tests,
//! where nobody calls `shutdown`, jobs are missing now and then: the last ones.
//!
//! In Go `runWorker` is a loop over a channel, and the rest is a convention: somebody closes the channel, once, when
//! nobody sends any more, and then somebody waits for the `WaitGroup`. Here the pool can own all of
//! that: the way in, and the threads. What is owned has an end, and the end can be written down.
//!
//! Before you edit: the workers end when the last sender is gone. Where is it, while `shutdown` waits?
//!
//! What must hold:
//!
//! - `Pool::new(workers)` starts so many threads; 0 counts as 1. `pool.run(job)` hands a job in, and does not wait
//!   for anything to be done. Threads share one `&Pool`.
//! - Each job is done once. All workers can be at work at once, no job waits while a worker is free, and
//!   jobs are begun in the order in which they were handed in. While a job runs its worker holds none of
//!   your locks.
//! - `pool.shutdown()` returns when all jobs that were handed in are done, and no thread of the pool is running
//!   any more. So does dropping the pool: at the end of a block, by an early return, by a panic.
//! - After `shutdown` there is no pool: to hand in a job to it **must not compile**.
//!
//! You need not think about a job that panics (`panic_isolation` does), or that owns the pool.

use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

/// So many threads that do what is handed in.
pub struct Pool {
    // TODO: the workers end when this is dropped. A field of something that lives cannot be dropped. (Or can it?)
    jobs: Sender<Job>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    /// A pool of so many workers.
    pub fn new(workers: usize) -> Pool {
        let (jobs, inbox) = mpsc::channel::<Job>();
        let inbox = Arc::new(Mutex::new(inbox));
        let workers = (0..workers.max(1))
            .map(|_| {
                let inbox = Arc::clone(&inbox);
                thread::spawn(move || {
                    loop {
                        let job = inbox.lock().unwrap().recv();
                        let Ok(job) = job else { return };
                        job();
                    }
                })
            })
            .collect();
        Pool { jobs, workers }
    }

    /// Hands in a job.
    pub fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.send(Box::new(job)).unwrap();
    }

    /// Waits until all is done and the workers have gone home.
    // TODO: whoever has only lent the pool still has it afterwards.
    pub fn shutdown(&mut self) {
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

// TODO: and when nobody calls `shutdown`?
