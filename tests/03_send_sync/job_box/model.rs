//! Is every job done under every schedule, and are there ever more at work than workers?

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};

use answer::Jobs;

/// Every job is done when `run` returns, whoever takes it, and nothing is left running.
pub fn every_job_is_done() {
    let done = Arc::new(AtomicUsize::new(0));
    let mut jobs = Jobs::new();
    for worth in [1, 20] {
        let done = Arc::clone(&done);
        // Relaxed on purpose: that the caller sees it must follow from the waiting.
        jobs.add(move || drop(done.fetch_add(worth, Ordering::Relaxed)));
    }
    assert_eq!(jobs.run(2), 0, "no job panics");
    assert_eq!(done.load(Ordering::Relaxed), 21, "what the jobs have done");
    assert_eq!(model::alive(), 0, "threads that `run` left running");
}

/// Two workers always do two jobs at the same time: jobs that wait for each other are no problem for them.
pub fn two_workers_do_two_jobs_at_once() {
    let meeting = Arc::new(Barrier::new(2));
    let mut jobs = Jobs::new();
    for _ in 0..2 {
        let meeting = Arc::clone(&meeting);
        jobs.add(move || drop(meeting.wait()));
    }
    assert_eq!(jobs.run(2), 0, "no job panics");
}

/// There are never more jobs at work than workers.
pub fn never_more_jobs_at_work_than_workers() {
    let inside = Arc::new(AtomicUsize::new(0));
    let most = Arc::new(AtomicUsize::new(0));
    let mut jobs = Jobs::new();
    for _ in 0..2 {
        let (inside, most) = (Arc::clone(&inside), Arc::clone(&most));
        jobs.add(move || {
            let now = inside.fetch_add(1, Ordering::SeqCst) + 1;
            most.fetch_max(now, Ordering::SeqCst);
            inside.fetch_sub(1, Ordering::SeqCst);
        });
    }
    assert_eq!(jobs.run(1), 0, "no job panics");
    assert_eq!(most.load(Ordering::SeqCst), 1, "jobs at work at the same time, for one worker");
}

/// No panic is lost from the count, when two jobs panic at the same time.
pub fn every_panic_is_counted() {
    let mut jobs = Jobs::new();
    for _ in 0..2 {
        jobs.add(|| panic!("the mail server is down on purpose"));
    }
    assert_eq!(jobs.run(2), 2, "panics that `run` has counted");
}

/// One worker begins the jobs in the order in which they were added, whatever else happens.
pub fn one_worker_begins_them_in_order() {
    let begun = Arc::new(Mutex::new(Vec::new()));
    let mut jobs = Jobs::new();
    for number in [1, 2] {
        let begun = Arc::clone(&begun);
        jobs.add(move || begun.lock().expect("nobody panics under it").push(number));
    }
    assert_eq!(jobs.run(1), 0, "no job panics");
    assert_eq!(
        *begun.lock().expect("nobody panics under it"),
        [1, 2],
        "the jobs as they were begun"
    );
}
