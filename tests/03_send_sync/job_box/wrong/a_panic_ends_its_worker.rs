//@ caught-by: test
//@ says: A job that panics takes its worker with it, and the jobs that this worker would have done are never begun.
//@ fails: jobs_and_panics_agree, a_panic_keeps_nobody_from_working
//@ sort: boundary

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
            loop {
                let job = jobs.lock().unwrap().next();
                let Some(job) = job else { return };
                job();
            }
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..workers.max(1)).map(|_| scope.spawn(work)).collect();
            workers.into_iter().filter_map(|worker| worker.join().err()).count()
        })
    }
}
