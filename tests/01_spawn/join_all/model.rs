//! Under every schedule: all are awaited, each result is in its place, and threads overlap.
use answer::join_all;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

type Job = Box<dyn FnOnce() -> u64 + Send>;

/// Under every schedule each result stands where its job stood.
pub fn results_stand_in_the_order_of_the_jobs() {
    let jobs: Vec<Job> = vec![Box::new(|| 1), Box::new(|| 2), Box::new(|| 3)];
    assert_eq!(join_all(jobs), [1, 2, 3]);
}

/// Every job is over when the results are there.
pub fn every_job_is_over() {
    let over = Arc::new(AtomicU64::new(0));
    let jobs: Vec<_> = (0..2)
        .map(|number| {
            let over = Arc::clone(&over);
            move || {
                // Relaxed on purpose: that the caller sees it must follow from the waiting.
                over.fetch_add(1, Ordering::Relaxed);
                number
            }
        })
        .collect();
    assert_eq!(join_all(jobs), [0, 1]);
    assert_eq!(over.load(Ordering::Relaxed), 2, "jobs that were over");
}

/// Jobs run at the same time.
pub fn jobs_overlap() {
    let jobs: Vec<Job> = vec![Box::new(|| 1), Box::new(|| 2), Box::new(|| 3)];
    assert_eq!(join_all(jobs).len(), 3);
    // Two, not three: the caller's own thread may do one of the jobs.
    model::sometimes("two threads were at work at the same time", model::most_alive() >= 2);
}
