//@ caught-by: test
//@ says: Without a thread no job has to cross, so anything goes into the box; and the mails are sent one after the other.
//@ fails: jobs_are_at_work_at_the_same_time, a_free_worker_takes_the_next_job
//@ sort: tempting

use std::panic::{AssertUnwindSafe, catch_unwind};

type Job = Box<dyn FnOnce()>;

pub struct Jobs {
    jobs: Vec<Job>,
}

impl Jobs {
    pub fn new() -> Jobs {
        Jobs { jobs: Vec::new() }
    }

    pub fn add<F>(&mut self, job: F)
    where
        F: FnOnce() + 'static,
    {
        self.jobs.push(Box::new(job));
    }

    pub fn run(self, _workers: usize) -> usize {
        let jobs = self.jobs.into_iter();
        jobs.filter_map(|job| catch_unwind(AssertUnwindSafe(job)).err()).count()
    }
}
