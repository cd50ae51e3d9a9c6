//! A list with a lifetime: since `run` waits, jobs could even borrow from whoever fills it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

type Job<'env> = Box<dyn FnOnce() + Send + 'env>;

pub struct Jobs<'env> {
    jobs: Vec<Job<'env>>,
}

impl<'env> Jobs<'env> {
    pub fn new() -> Self {
        Self { jobs: Vec::new() }
    }

    pub fn add<F>(&mut self, job: F)
    where
        F: FnOnce() + Send + 'env,
    {
        self.jobs.push(Box::new(job));
    }

    pub fn run(self, workers: usize) -> usize {
        let jobs = Mutex::new(self.jobs.into_iter());
        let work = || {
            let mut panicked = 0;
            loop {
                let job = jobs.lock().unwrap().next();
                let Some(job) = job else { return panicked };
                if catch_unwind(AssertUnwindSafe(job)).is_err() {
                    panicked += 1;
                }
            }
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..workers.max(1)).map(|_| scope.spawn(work)).collect();
            workers.into_iter().map(|worker| worker.join().unwrap()).sum()
        })
    }
}
