//! Is each job done once on real threads, and are all workers at work?
//@ deadline: 8s

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use answer::run_workers;
use harness::{Rendezvous, Rng};

/// Each of a hundred jobs is done exactly once, and each result comes back.
pub fn each_job_is_done_once() {
    for workers in 0..6 {
        let done = Mutex::new(Vec::new());
        let mut results = run_workers(jobs(0..100), workers, |job| {
            done.lock().unwrap().push(job);
            job + 1_000
        });
        results.sort_unstable();
        let mut done = done.into_inner().unwrap();
        done.sort_unstable();
        assert_eq!(done, (0..100).collect::<Vec<_>>(), "jobs done by {workers} workers");
        assert_eq!(results, (1_000..1_100).collect::<Vec<_>>(), "results of {workers} workers");
    }
}

/// No jobs, no results, and nobody who waits for more.
pub fn no_jobs() {
    for workers in 0..4 {
        assert_eq!(run_workers(jobs(0..0), workers, |job| job), [0_u64; 0], "{workers} workers");
    }
}

/// All workers can be at work at once, with a job each.
pub fn the_workers_meet() {
    for workers in 1..=4 {
        let meeting = Rendezvous::new(workers);
        let results = run_workers(jobs(0..2 * workers as u64), workers, |_| meeting.meet());
        assert_eq!(results.len(), 2 * workers, "results of {workers} workers");
    }
}

/// Never are more jobs under way than there are workers.
pub fn not_more_at_once_than_workers() {
    for workers in 1..=3 {
        let (at_work, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        run_workers(jobs(0..60), workers, |_| {
            most.fetch_max(at_work.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            thread::yield_now();
            at_work.fetch_sub(1, Ordering::SeqCst);
        });
        let most = most.into_inner();
        assert!(most <= workers, "{most} jobs were under way at once, with {workers} workers");
    }
}

/// A job that takes its time holds up no other: whichever comes later is done meanwhile.
pub fn a_slow_job_holds_up_nobody_else() {
    for workers in 2..4 {
        for awaited in 1..7 {
            let meeting = Rendezvous::new(2);
            let results = run_workers(jobs(0..7), workers, |job| {
                // Job 0 comes to its end while job `awaited` is under way.
                if job == 0 || job == awaited {
                    meeting.meet();
                }
            });
            assert_eq!(results.len(), 7, "results of {workers} workers, job 0 beside {awaited}");
        }
    }
}

/// What has come is done, though the next job has not come yet.
pub fn a_job_does_not_wait_for_the_next() {
    for workers in 1..4 {
        let (sender, jobs) = mpsc::channel();
        let meeting = Rendezvous::new(2);
        let results = thread::scope(|scope| {
            scope.spawn(|| {
                // Moved in here, so that it is dropped in here.
                let sender = sender;
                for job in 0..30 {
                    sender.send(job).unwrap();
                    meeting.meet();
                }
            });
            run_workers(jobs, workers, |_| meeting.meet())
        });
        assert_eq!(results.len(), 30, "results of {workers} workers");
    }
}

/// Random jobs and any number of workers: the results agree.
pub fn random_results_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..8)
        .map(|workers| {
            let len = rng.below(300) as usize;
            let mut results = run_workers(jobs(rng.vec(len)), workers, |job| job.rotate_left(7));
            results.sort_unstable();
            results
        })
        .collect()
}

/// A channel with these jobs in it, and no sender.
fn jobs(jobs: impl IntoIterator<Item = u64>) -> Receiver<u64> {
    let (sender, receiver) = mpsc::channel();
    jobs.into_iter().for_each(|job| sender.send(job).expect("the receiver is here"));
    receiver
}
