//@ caught-by: test
//@ says: `pop` takes from the end: the first job added is the last one begun.
//@ fails: the_oldest_job_is_first
//@ sort: boundary

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct Jobs {
    jobs: Vec<Job>,
}

impl Jobs {
    pub fn new() -> Jobs {
        Jobs { jobs: Vec::new() }
    }

    pub fn add<F>(&mut self, job: F)
    where
        F: FnOnce() + Send + 'static,
    {
        self.jobs.push(Box::new(job));
    }

    pub fn run(self, workers: usize) -> usize {
        let jobs = Mutex::new(self.jobs);
        let work = || {
            let mut panicked = 0;
            loop {
                let job = jobs.lock().unwrap().pop();
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
