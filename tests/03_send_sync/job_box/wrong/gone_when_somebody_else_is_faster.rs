//@ caught-by: model
//@ says: A worker that finds the lock taken goes home; jobs that need a second worker wait for it in vain.
//@ fails: two_workers_do_two_jobs_at_once
//@ kind: deadlock
//@ sort: schedule-only

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
        let jobs = Mutex::new(self.jobs.into_iter());
        let work = || {
            let mut panicked = 0;
            loop {
                // Somebody else is taking a job: then there is one worker too many.
                let Ok(mut jobs) = jobs.try_lock() else { return panicked };
                let job = jobs.next();
                drop(jobs);
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
