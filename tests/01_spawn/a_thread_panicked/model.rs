//! Under every schedule: a panic costs one result, and everybody is awaited.
use answer::run_all;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

type Job = Box<dyn FnOnce() -> u64 + Send>;

/// Each result and each panic stands where its job stood.
pub fn every_outcome_has_its_place() {
    let jobs: Vec<Job> = vec![
        Box::new(|| 1),
        Box::new(|| panic!("no such account")),
        Box::new(|| panic!("bad data")),
    ];
    let expected = [Ok(1), Err("no such account".to_string()), Err("bad data".to_string())];
    assert_eq!(run_all(jobs), expected);
}

/// The job after a panic is over when the results are there.
pub fn the_job_after_a_panic_is_awaited() {
    let over = Arc::new(AtomicU64::new(0));
    let in_job = Arc::clone(&over);
    let jobs: Vec<Job> = vec![
        Box::new(|| panic!("bad data")),
        Box::new(move || {
            // Relaxed on purpose: that the caller sees it must follow from the waiting.
            in_job.store(1, Ordering::Relaxed);
            7
        }),
    ];
    assert_eq!(run_all(jobs), [Err("bad data".to_string()), Ok(7)]);
    assert_eq!(over.load(Ordering::Relaxed), 1, "jobs that were over");
}

/// Jobs run at the same time.
pub fn jobs_overlap() {
    let jobs: Vec<Job> = vec![Box::new(|| 1), Box::new(|| 2), Box::new(|| 3)];
    assert_eq!(run_all(jobs).len(), 3);
    // Two, not three: the caller's own thread may do one of the jobs.
    model::sometimes("two threads were at work at the same time", model::most_alive() >= 2);
}
