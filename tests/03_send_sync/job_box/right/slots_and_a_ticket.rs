//! Each job lies in a slot of its own, and an atomic ticket says which slot is next.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct Jobs {
    jobs: Vec<Mutex<Option<Job>>>,
}

impl Jobs {
    pub fn new() -> Jobs {
        Jobs { jobs: Vec::new() }
    }

    pub fn add<F>(&mut self, job: F)
    where
        F: FnOnce() + Send + 'static,
    {
        self.jobs.push(Mutex::new(Some(Box::new(job))));
    }

    pub fn run(self, workers: usize) -> usize {
        let next = AtomicUsize::new(0);
        let panicked = AtomicUsize::new(0);
        let work = || {
            // A ticket is given out once, so a slot is visited once.
            while let Some(slot) = self.jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                let job = slot.lock().unwrap().take().expect("a slot is visited once");
                if catch_unwind(AssertUnwindSafe(job)).is_err() {
                    panicked.fetch_add(1, Ordering::Relaxed);
                }
            }
        };
        thread::scope(|scope| {
            for _ in 1..workers {
                scope.spawn(work);
            }
            work();
        });
        panicked.into_inner()
    }
}
