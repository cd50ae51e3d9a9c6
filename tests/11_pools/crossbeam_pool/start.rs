//! # Three hundred invoices, and silence
//!
//! At the end of the month invoices are rendered by a pool of workers and put into the archive. Both ways are
//! channels with a bound, so that a slow archive does not fill the memory. With ten customers it
//! works on every developer's machine. (Or it did, until somebody tidied up.) With three hundred it renders a
//! few and stands there.
//!
//! In Go the job would have four goroutines' worth of roles: one feeds `jobs` and closes it, some work, one waits for
//! the workers and closes `results`, and `main` ranges over `results`. Who has read enough Go sees what is missing
//! below. In Rust one of these roles is not needed. Which one?
//!
//! Before you edit: with room for two between them and one worker, who waits for whom after the sixth
//! `send`?
//!
//! What must hold, for `convert_all(jobs, workers, room, work, each)`, with exactly the signature below:
//!
//! - `work` is called once for each job, and `each` once for each result, in any order, on the
//!   calling thread. When that is done `convert_all` returns, and no thread that it started is still running.
//! - There are `workers` workers, each of which does one job at a time, and all of them can be at work
//!   at once. A number of 0 counts as 1. No job waits while a worker is free.
//! - The next job may be a long time coming. Meanwhile what has come is worked off, and what is done is
//!   handed to `each`.
//! - At most `room` jobs wait for a worker, and at most `room` results wait for `each`; 0 is allowed. So never
//!   more than `2 * room + workers + 2` jobs have been read and are not through `each` yet.
//! - If `each` panics, so does `convert_all`, when its threads have ended. They end soon: the jobs may be
//!   endless.
//!
//! You need not think about `jobs` or `work` that panic.

use std::thread;

use crossbeam::channel;

/// Does all jobs with `workers` workers and hands each result to `each`.
pub fn convert_all<I, J, R, F, S>(jobs: I, workers: usize, room: usize, work: F, mut each: S)
where
    I: Iterator<Item = J> + Send,
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
    S: FnMut(R),
{
    let work = &work;
    let (queue, inbox) = channel::bounded(room);
    let (done, results) = channel::bounded(room);
    thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            // These are the same queue, as in Go: each job goes to one of the clones.
            let (inbox, done) = (inbox.clone(), done.clone());
            scope.spawn(move || {
                for job in inbox {
                    // TODO: an error means that nobody wants results any more. What is to be done then?
                    let _ = done.send(work(job));
                }
            });
        }
        // TODO: who takes results meanwhile?
        for job in jobs {
            queue.send(job).unwrap();
        }
        drop(queue);
        // TODO: this ends when the last sender is gone. Which senders are there? And which receivers, when `each` panics?
        for result in &results {
            each(result);
        }
    });
}
