//! # Eight suppliers, one after the other
//!
//! Every night the shop asks its suppliers for their prices, and the last ones answer after the
//! shop has opened: each supplier is asked when the one before has replied. In Go you know the
//! remedy: `wg.Add(1)`, `go`, `defer wg.Done()`, a slice with a place for each result, `wg.Wait()`.
//! Here a spawned thread already brings a handle that waits for it and carries its result. You
//! need as many handles as there are jobs. Where do they go until all the threads have started?
//!
//! ## What must hold
//!
//! `join_all(jobs)` runs the jobs and returns their results, and
//!
//! - all jobs are at work at the same time: none waits for another one to begin or to end,
//! - the results stand in the order of the jobs, whichever finishes first,
//! - every job has returned when `join_all` returns,
//! - no jobs, no results.
//!
//! No job panics here; `a_thread_panicked` is about that. The checks call `join_all` with a `Vec` of
//! closures that return `u64`. The bounds on `F` are yours: ask for what threads ask you for. (A
//! closure that holds an `Rc`, for one, must be refused.)

/// Runs all jobs at the same time and returns their results in the order of the jobs.
pub fn join_all<F>(jobs: Vec<F>) -> Vec<u64>
where
    F: FnOnce() -> u64, // TODO: what else must be true of a job that goes to another thread?
{
    let mut results = Vec::new();
    for job in jobs {
        // TODO: start the job on a thread, and only wait for it when all the others have started too.
        results.push(job());
    }
    results
}
