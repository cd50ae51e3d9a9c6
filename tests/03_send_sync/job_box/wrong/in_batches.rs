//@ caught-by: test
//@ says: A batch is over when its slowest job is: until then the other workers have nothing to do.
//@ fails: a_free_worker_takes_the_next_job
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

    pub fn run(self, workers: usize) -> usize {
        let mut panicked = 0;
        let mut jobs = self.jobs.into_iter().peekable();
        while jobs.peek().is_some() {
            let batch: Vec<_> = jobs.by_ref().take(workers.max(1)).map(thread::spawn).collect();
            panicked += batch.into_iter().filter_map(|job| job.join().err()).count();
        }
        panicked
    }
}
