//! All jobs at once, all awaited, results in the order of the jobs.
use answer::join_all;
use harness::{Rendezvous, Rng};
use std::hint::black_box;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

type Job = Box<dyn FnOnce() -> u64 + Send>;

/// All eight jobs are at work at the same time.
pub fn all_jobs_are_at_work_at_once() {
    let meeting = Arc::new(Rendezvous::new(8));
    let jobs: Vec<Job> = (0..8)
        .map(|number| {
            let meeting = Arc::clone(&meeting);
            let job: Job = Box::new(move || {
                meeting.meet();
                number
            });
            job
        })
        .collect();
    assert_eq!(join_all(jobs), [0, 1, 2, 3, 4, 5, 6, 7]);
}

/// The results stand in the order of the jobs when the last job finishes first.
pub fn the_last_job_may_finish_first() {
    for round in 0..8 {
        assert_eq!(join_all(relay(|job| job + 1)), [0, 1, 2, 3], "round {round}");
    }
}

/// Every job is waited for when the first job finishes first.
pub fn the_first_job_may_finish_first() {
    for round in 0..8 {
        assert_eq!(join_all(relay(|job| job.wrapping_sub(1))), [0, 1, 2, 3], "round {round}");
    }
}

/// No jobs give no results.
pub fn no_jobs_give_no_results() {
    assert_eq!(join_all(Vec::<Job>::new()), Vec::<u64>::new());
}

/// Every job runs once and its result comes back, for random numbers of jobs.
pub fn every_result_comes_back(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..8)
        .map(|_| {
            let len = rng.below(9) as usize;
            join_all(rng.vec(len).into_iter().map(|number| move || number).collect())
        })
        .collect()
}

/// Four jobs that finish one after the other: each has met the others, waits for the end of the job
/// that `after` names (if there is such a job), and then still has a long way to go.
fn relay(after: impl Fn(usize) -> usize) -> Vec<Job> {
    const JOBS: usize = 4;
    let meeting = Arc::new(Rendezvous::new(JOBS));
    // Who is waited for keeps the sender, who waits gets the receiver: a job drops its sender at its
    // end, and that is the signal.
    let (senders, receivers): (Vec<_>, Vec<_>) = (0..JOBS).map(|_| mpsc::channel::<()>()).unzip();
    let mut receivers: Vec<_> = receivers.into_iter().map(Some).collect();
    senders
        .into_iter()
        .enumerate()
        .map(|(number, sender)| {
            let before = receivers.get_mut(after(number)).and_then(Option::take);
            let meeting = Arc::clone(&meeting);
            let job: Job = Box::new(move || {
                meeting.meet();
                if let Some(before) = before {
                    // Nothing is ever sent: this returns when the other job drops its sender.
                    let _ = before.recv();
                }
                long_way(number as u64);
                drop(sender);
                number as u64
            });
            job
        })
        .collect()
}

/// Work that takes far longer than looking at a result too early would. It offers its processor to
/// others again and again, so that a caller that does not wait gets ahead on one processor too.
fn long_way(seed: u64) {
    let mut rng = Rng::new(seed);
    for _ in 0..10 {
        for _ in 0..10_000 {
            black_box(rng.next_u64());
        }
        thread::yield_now();
    }
}
