//@ caught-by: test
//@ says: The jobs are dealt out before any of them has begun: those in the same hand as the slow one wait for it, beside a worker with nothing to do.
//@ fails: a_free_worker_takes_the_next_job
//@ sort: tempting

use std::panic::{AssertUnwindSafe, catch_unwind};
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
        let workers = workers.max(1);
        let mut hands: Vec<Vec<Job>> = (0..workers).map(|_| Vec::new()).collect();
        for (index, job) in self.jobs.into_iter().enumerate() {
            hands[index % workers].push(job);
        }
        let workers: Vec<_> = hands
            .into_iter()
            .map(|hand| {
                thread::spawn(move || {
                    hand.into_iter()
                        .filter_map(|job| catch_unwind(AssertUnwindSafe(job)).err())
                        .count()
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    }
}
