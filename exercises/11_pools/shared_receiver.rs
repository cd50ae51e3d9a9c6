//! # Four workers, one at work
//!
//! A service makes previews of uploaded pictures. It was given four workers, and the four processors are
//! there, but one of them does everything and three look on. Nothing is reported: all previews are made,
//! each once, and in the list of threads all four workers are alive.
//!
//! In Go four goroutines would `range` over one channel, and that would be all. `std`'s `Receiver` is for one
//! thread at a time, so somebody put it behind a lock, as one does. The lock is there for *taking* a
//! job. How long is it held?
//!
//! Before you edit: `inbox.lock().unwrap()` makes a guard that has no name. In which line of `run_workers` does it
//! end? (There is more than one lock.)
//!
//! What must hold, for `run_workers(jobs, workers, work)`, with exactly the signature below:
//!
//! - `work` is called exactly once for each job, and `run_workers` returns what it returned, in any order.
//! - There are `workers` workers, each of which does one job at a time, and all of them can be at work
//!   at once. A number of 0 counts as 1. The calling thread may be one of them.
//! - While `work` runs, its worker holds none of your locks.
//! - No job waits while a worker is free. The jobs come one by one, and the next may be a long time coming; what has come
//!   is worked off meanwhile.
//! - When the last sender is gone and all jobs are done `run_workers` returns. No thread that it
//!   started is still running then.
//!
//! You need not think about a `work` that panics; `panic_isolation` does.

use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::thread;

/// Does all jobs with `workers` workers; returns the results.
pub fn run_workers<J, R, F>(jobs: Receiver<J>, workers: usize, work: F) -> Vec<R>
where
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
{
    let inbox = Mutex::new(jobs);
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            scope.spawn(|| {
                // TODO: when is the lock given back, before the body or after it?
                while let Ok(job) = inbox.lock().unwrap().recv() {
                    // TODO: and which of the two calls in this line comes first?
                    results.lock().unwrap().push(work(job));
                }
            });
        }
    });
    results.into_inner().unwrap()
}
