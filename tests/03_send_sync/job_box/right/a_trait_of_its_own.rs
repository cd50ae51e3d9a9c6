//! The box need not be of closures: a trait whose supertrait is `Send` says the same for every type in it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

/// Work that can wait. Whatever implements it may cross, because the trait says so.
trait Work: Send {
    fn call(self: Box<Self>);
}

impl<F: FnOnce() + Send> Work for F {
    fn call(self: Box<Self>) {
        self()
    }
}

type Job = Box<dyn Work>;

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
                let job = jobs.lock().unwrap().next();
                let Some(job) = job else { return panicked };
                if catch_unwind(AssertUnwindSafe(|| job.call())).is_err() {
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
