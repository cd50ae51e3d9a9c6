//@ caught-by: model
//@ says: Two guards, one to look and one to take: between them another worker takes the last job.
//@ fails: every_job_is_done
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
                if jobs.lock().unwrap().len() == 0 {
                    return panicked;
                }
                let job = jobs.lock().unwrap().next().expect("there is one left");
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
