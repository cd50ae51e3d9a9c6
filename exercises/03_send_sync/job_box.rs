//! # After the answer: a list of jobs
//!
//! While a request is handled, the code that handles it collects work that can wait: flush this
//! metric, send that mail, invalidate those keys. When the answer is out, a few workers do it all.
//!
//! In Go that is a `[]func()` (or a `chan func()`), and a `func()` is a `func()`, whatever it has
//! captured. In Rust every closure has a type of its own, and whether it may go to another thread is
//! part of that type: it may if everything that it has captured may. To keep different closures in one
//! list you put each of them in a box and forget its type. The compiler then knows what is written on
//! the box, and nothing else.
//!
//! So `add` below is careful about what it accepts, and still `run` does not compile. Before you edit:
//! what does the compiler still know about a `Box<dyn FnOnce()>` when it comes out of the list?
//!
//! ## What must hold
//!
//! - `Jobs::new()` is an empty list, `jobs.add(job)` puts any closure at its end that can be *called
//!   once* (`FnOnce()`), that may be moved to another thread, and that borrows nothing. It asks nothing
//!   else of it: no `Sync`, no `Clone`, no second call. A closure with an `Rc` in it must be refused.
//! - `jobs.run(workers)` takes the list (`self`), runs every job exactly once, and returns when all are
//!   over.
//! - `workers` jobs are at work at the same time, as long as there are that many left, and never more. The
//!   calling thread may be one of the workers. 0 workers are treated as 1.
//! - Jobs are begun in the order in which they were added. A worker that is free takes the next one:
//!   a slow job keeps nobody else from working.
//! - A job that panics keeps nobody else from working, either. `run` does not panic; it returns how many
//!   jobs did.
//! - A list may be filled on one thread and run on another.
//!
//! The checks use `Jobs::new`, `add` and `run`. Fields, and types of your own, are up to you.

use std::thread;

/// Work that can wait.
type Job = Box<dyn FnOnce()>; // TODO: what has to be written on the box?

/// What is to be done after the answer.
#[derive(Default)]
pub struct Jobs {
    jobs: Vec<Job>,
}

impl Jobs {
    pub fn new() -> Jobs {
        Jobs::default()
    }

    /// Puts a job at the end of the list.
    pub fn add<F>(&mut self, job: F)
    where
        F: FnOnce() + Send + 'static,
    {
        self.jobs.push(Box::new(job));
    }

    /// Runs all jobs, at most `workers` of them at the same time. Returns how many panicked.
    pub fn run(self, workers: usize) -> usize {
        // TODO: a thread for each job, however many there are, is not what was asked for.
        let _ = workers;
        let mut started = Vec::new();
        for job in self.jobs {
            started.push(thread::spawn(job));
        }
        started.into_iter().filter_map(|job| job.join().err()).count()
    }
}
