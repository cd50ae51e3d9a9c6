//! The pool owns the way in and the threads. Its end is written once, in `Drop`, and `shutdown` is nothing but that end.

use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

/// So many threads that do what is handed in.
pub struct Pool {
    /// `None` only while the pool is being dropped. An `Option` is how a field can be dropped before its struct is.
    jobs: Option<Sender<Job>>,
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
                        // A statement of its own, so that the lock is free again while the job runs.
                        let job = inbox.lock().unwrap().recv();
                        // `Err` comes only when the sender is gone *and* the queue is empty: what was handed in is done first.
                        let Ok(job) = job else { return };
                        job();
                    }
                })
            })
            .collect();
        Pool { jobs: Some(jobs), workers }
    }

    /// Hands in a job.
    pub fn run(&self, job: impl FnOnce() + Send + 'static) {
        let jobs =
            self.jobs.as_ref().expect("only `drop` takes it, and nobody can call us after that");
        jobs.send(Box::new(job)).expect("the workers leave only after the sender has");
    }

    /// Waits until all is done and the workers have gone home.
    pub fn shutdown(self) {
        // To take `self` by value is the whole method: it ends here, and `drop` does the rest.
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        // In this order. The other way round we wait for workers that wait for us.
        drop(self.jobs.take());
        for worker in self.workers.drain(..) {
            worker.join().expect("no job panics");
        }
    }
}
