//@ caught-by: model
//@ says: The count is read, and then written: two jobs that panic at the same time are counted once.
//@ fails: every_panic_is_counted
//@ sort: schedule-only

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
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
        let panicked = AtomicUsize::new(0);
        let work = || {
            loop {
                let job = jobs.lock().unwrap().next();
                let Some(job) = job else { return };
                if catch_unwind(AssertUnwindSafe(job)).is_err() {
                    let so_far = panicked.load(Ordering::SeqCst);
                    panicked.store(so_far + 1, Ordering::SeqCst);
                }
            }
        };
        thread::scope(|scope| {
            for _ in 0..workers.max(1) {
                scope.spawn(work);
            }
        });
        panicked.into_inner()
    }
}
