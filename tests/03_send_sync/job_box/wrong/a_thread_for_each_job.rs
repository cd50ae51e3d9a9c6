//@ caught-by: test
//@ says: The box is right, and each job has a thread of its own: the number of workers was a limit, and nobody keeps to it.
//@ fails: never_more_jobs_at_work_than_workers
//@ sort: tempting

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

    pub fn run(self, _workers: usize) -> usize {
        let started: Vec<_> = self.jobs.into_iter().map(thread::spawn).collect();
        started.into_iter().filter_map(|job| job.join().err()).count()
    }
}
