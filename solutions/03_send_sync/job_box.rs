//! A box forgets the type of what is in it, and with the type everything that the compiler has found out about it. What
//! must still be known when it comes out has to be written on the box: `dyn FnOnce() + Send`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

/// Work that can wait.
///
/// `FnOnce`: a job may give away what it owns, so it can be called once. `Send`: another thread calls it. No `Sync`: only one
/// thread at a time has it in its hands. (`Box<dyn …>` in a type means `+ 'static`, too: nothing in it is borrowed.)
type Job = Box<dyn FnOnce() + Send>;

/// What is to be done after the answer. It may cross because `Vec<Job>` may, and that because `Job` may.
#[derive(Default)]
pub struct Jobs {
    jobs: Vec<Job>,
}

impl Jobs {
    pub fn new() -> Jobs {
        Jobs::default()
    }

    /// Puts a job at the end of the list.
    ///
    /// This is the last place where the compiler sees what the closure has captured. So it is here that the promise on the
    /// box is checked; without the bound this line would not compile.
    pub fn add<F>(&mut self, job: F)
    where
        F: FnOnce() + Send + 'static,
    {
        self.jobs.push(Box::new(job));
    }

    /// Runs all jobs, at most `workers` of them at the same time. Returns how many panicked.
    pub fn run(self, workers: usize) -> usize {
        let workers = workers.clamp(1, self.jobs.len().max(1));
        let jobs = Mutex::new(self.jobs.into_iter());

        // A closure of its own, so that the guard is gone when it returns. In `while let Some(job) = jobs.lock()…next()` it
        // would live as long as the body of the loop: one worker at work, and all others waiting for its job to end.
        let take = || jobs.lock().expect("no job runs under this lock").next();

        let work = || {
            let mut panicked = 0;
            while let Some(job) = take() {
                // Go would end the process here. What the job has left half done goes down with it: it was its only owner.
                if catch_unwind(AssertUnwindSafe(job)).is_err() {
                    panicked += 1;
                }
            }
            panicked
        };

        thread::scope(|scope| {
            // This thread is the first worker.
            let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
            let mine = work();
            let others =
                others.into_iter().map(|worker| worker.join().expect("jobs' panics are caught"));
            mine + others.sum::<usize>()
        })
    }
}
