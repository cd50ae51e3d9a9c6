//! A thread for each job, started when there is a permit for it; the permit is given back when the job is over, or has panicked.

use std::sync::{Condvar, Mutex};
use std::thread;

struct GiveBack<'a>(&'a (Mutex<usize>, Condvar));

impl Drop for GiveBack<'_> {
    fn drop(&mut self) {
        *self.0.0.lock().unwrap() += 1;
        self.0.1.notify_one();
    }
}

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
        let permits = (Mutex::new(workers.max(1)), Condvar::new());
        thread::scope(|scope| {
            let mut started = Vec::new();
            for job in self.jobs {
                // Before the thread is started: then the jobs are begun in order.
                let free = permits.0.lock().unwrap();
                *permits.1.wait_while(free, |free| *free == 0).unwrap() -= 1;
                let permit = GiveBack(&permits);
                started.push(scope.spawn(move || {
                    let _permit = permit;
                    job();
                }));
            }
            started.into_iter().filter_map(|job| job.join().err()).count()
        })
    }
}
