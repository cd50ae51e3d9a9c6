//! A worker lets each job have a thread of its own and waits for it: what panics there is an `Err` here.

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
        let workers = workers.max(1).min(self.jobs.len());
        let jobs = Mutex::new(self.jobs.into_iter());
        let work = || {
            let mut panicked = 0;
            loop {
                let job = jobs.lock().unwrap().next();
                let Some(job) = job else { return panicked };
                panicked += usize::from(thread::spawn(job).join().is_err());
            }
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            workers.into_iter().map(|worker| worker.join().unwrap()).sum()
        })
    }
}
