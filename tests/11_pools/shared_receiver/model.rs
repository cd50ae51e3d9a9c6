//! Is the lock free while somebody works, and does every worker come back, under every schedule?
//@ bound: 2

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use answer::run_workers;

/// Two workers, two jobs: each is done once, and nobody is still waiting for a third.
pub fn each_job_is_done_once() {
    let done = [AtomicUsize::new(0), AtomicUsize::new(0)];
    let mut results = run_workers(jobs(0..2), 2, |job| {
        // Relaxed on purpose: that the caller sees it must follow from the waiting.
        done[job].fetch_add(1, Ordering::Relaxed);
        job
    });
    results.sort_unstable();
    assert_eq!(results, [0, 1], "the results of two jobs");
    for (job, done) in done.iter().enumerate() {
        assert_eq!(done.load(Ordering::Relaxed), 1, "how often job {job} was done");
    }
    assert_eq!(model::alive(), 0, "threads that `run_workers` left running");
}

/// No lock is held while `work` runs.
pub fn nobody_works_under_a_lock() {
    run_workers(jobs(0..2), 2, |job| {
        assert_eq!(
            model::locks_held(),
            0,
            "locks that the worker of job {job} holds while it works"
        );
    });
}

/// Two jobs can be under way at the same time.
pub fn both_can_be_at_work() {
    let (at_work, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    run_workers(jobs(0..2), 2, |_| {
        let now = at_work.fetch_add(1, Ordering::SeqCst) + 1;
        most.fetch_max(now, Ordering::SeqCst);
        at_work.fetch_sub(1, Ordering::SeqCst);
    });
    model::sometimes("two jobs were under way at once", most.load(Ordering::SeqCst) == 2);
}

/// Two workers, and one job that comes late: whoever gets nothing is not left waiting.
pub fn one_goes_away_empty_handed() {
    let (sender, jobs) = mpsc::channel();
    let results = thread::scope(|scope| {
        scope.spawn(|| drop({ sender }.send(7)));
        run_workers(jobs, 2, |job| job)
    });
    assert_eq!(results, [7], "the result of one job");
    assert_eq!(model::alive(), 0, "threads that `run_workers` left running");
}

/// Two jobs come, and both workers are free: both jobs begin, though there may be more to come.
//@ bound: 1
pub fn both_are_woken() {
    let (sender, jobs) = mpsc::channel();
    let meeting = Barrier::new(3);
    let results = thread::scope(|scope| {
        scope.spawn(|| {
            // Moved in here: it is there until both jobs have begun, and then it is dropped.
            let sender = sender;
            for job in 0..2 {
                sender.send(job).expect("the receiver is here");
            }
            meeting.wait();
        });
        run_workers(jobs, 2, |_: usize| _ = meeting.wait())
    });
    assert_eq!(results.len(), 2, "the results of two jobs");
    assert_eq!(model::alive(), 0, "threads that `run_workers` left running");
}

/// A channel with these jobs in it, and no sender.
fn jobs(jobs: std::ops::Range<usize>) -> Receiver<usize> {
    let (sender, receiver) = mpsc::channel();
    jobs.for_each(|job| sender.send(job).expect("the receiver is here"));
    receiver
}
