//! First start all, then wait for all: the vector of handles is the wait group.

use std::thread;

/// Runs all jobs at the same time and returns their results in the order of the jobs.
pub fn join_all<F>(jobs: Vec<F>) -> Vec<u64>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    // Go: `var wg sync.WaitGroup` and a counter that has to agree with the number of goroutines.
    // Here the handles are the count: one for each thread that was really started.
    //
    // `collect` is the point. Iterators are lazy: `.map(spawn).map(join)` without a stop in between
    // would start one thread, wait for it, and only then start the next.
    let handles: Vec<_> = jobs.into_iter().map(thread::spawn).collect();

    // The handles are joined in the order of the jobs, so the results need no index and no lock.
    // A job that ends early just waits here as a finished handle.
    handles
        .into_iter()
        .map(|handle| handle.join().expect("the task says that no job panics"))
        .collect()
}
