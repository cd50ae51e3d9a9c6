//! Does every result come back on real threads, while others are under way? How many may wait is for the model.
//@ deadline: 10s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, mpsc};
use std::thread;

use answer::convert_all;
use harness::{Rendezvous, Rng};

/// Three hundred jobs: each is done once, and each result is handed over.
pub fn three_hundred_invoices() {
    all_are_done(300, 3, 2);
}

/// So it is whatever the room, and however many workers there are.
pub fn thirty_invoices() {
    for workers in 0..4 {
        for room in [0, 1, 10] {
            all_are_done(30, workers, room);
        }
    }
}

fn all_are_done(jobs: u64, workers: usize, room: usize) {
    let done = Mutex::new(Vec::new());
    let mut results = Vec::new();
    let work = |job: u64| {
        done.lock().unwrap().push(job);
        job + 1_000
    };
    convert_all(0..jobs, workers, room, work, |result| results.push(result));
    results.sort_unstable();
    let mut done = done.into_inner().unwrap();
    done.sort_unstable();
    let about = format!("{workers} workers and room for {room}");
    assert_eq!(done, (0..jobs).collect::<Vec<_>>(), "jobs done, with {about}");
    assert_eq!(results, (1_000..1_000 + jobs).collect::<Vec<_>>(), "results, with {about}");
}

/// No jobs, nothing to hand over, and nobody who waits for more.
pub fn no_jobs() {
    for workers in 0..4 {
        for room in 0..2 {
            let mut results = 0;
            convert_all(0..0_u64, workers, room, |job| job, |_| results += 1);
            assert_eq!(results, 0, "{workers} workers, room for {room}");
        }
    }
}

/// All workers can be at work at once, with a job each.
pub fn the_workers_meet() {
    for workers in 1..=4 {
        for room in 0..3 {
            let meeting = Rendezvous::new(workers);
            let mut results = 0;
            convert_all(0..2 * workers, workers, room, |_| meeting.meet(), |()| results += 1);
            assert_eq!(results, 2 * workers, "results of {workers} workers, room for {room}");
        }
    }
}

/// A job that takes its time holds up no other: whichever comes later is done meanwhile.
pub fn a_slow_job_holds_up_nobody_else() {
    for workers in 2..4 {
        for awaited in 1..7 {
            let meeting = Rendezvous::new(2);
            let work = |job| {
                // Job 0 comes to its end while job `awaited` is under way.
                if job == 0 || job == awaited {
                    meeting.meet();
                }
            };
            let mut results = 0;
            convert_all(0..7, workers, 1, work, |()| results += 1);
            assert_eq!(results, 7, "results of {workers} workers, job 0 beside job {awaited}");
        }
    }
}

/// A result is handed over though the next job has not come yet, time and again.
pub fn a_result_does_not_wait_for_the_next_job() {
    for workers in 1..4 {
        for room in 0..2 {
            let meeting = Rendezvous::new(2);
            let jobs = (0..30).inspect(|job| {
                // The result of the job before must be in the archive's hands by now.
                if *job > 0 {
                    meeting.meet();
                }
            });
            let each = |result| {
                if result < 29 {
                    meeting.meet();
                }
            };
            convert_all(jobs, workers, room, |job| job, each);
            assert_eq!(meeting.meetings(), 29, "meetings, {workers} workers, room for {room}");
        }
    }
}

/// A result is taken while the other workers are at work.
pub fn the_archive_does_not_hold_up_the_workers() {
    let meeting = Rendezvous::new(3);
    let work = |job: usize| {
        if job > 0 {
            meeting.meet();
        }
        job
    };
    let each = |job| {
        if job == 0 {
            meeting.meet();
        }
    };
    convert_all(0..3, 2, 0, work, each);
    assert_eq!(meeting.meetings(), 1, "meetings of the archive and both workers");
}

/// Results are handed over on the thread that has called.
pub fn the_caller_takes_the_results() {
    let here = thread::current().id();
    convert_all(
        0..10_u64,
        2,
        1,
        |job| job,
        |_| assert_eq!(thread::current().id(), here, "the thread that calls `each`"),
    );
}

/// When the archive gives up everybody goes home, though the jobs are endless.
pub fn the_archive_gives_up() {
    for workers in 1..4 {
        for room in 0..3 {
            let (held, let_go) = mpsc::channel::<()>();
            let jobs = (0_u64..).inspect(move |_| _ = &held);
            let each = |_| panic!("the archive is full, on purpose");
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                convert_all(jobs, workers, room, |job| job, each);
            }));
            assert!(
                outcome.is_err(),
                "`each` has panicked, and `convert_all` returned as if all were well"
            );
            assert!(
                let_go.try_recv() == Err(mpsc::TryRecvError::Disconnected),
                "somebody still has the jobs"
            );
        }
    }
}

/// Random jobs and any number of workers: the results agree.
pub fn random_results_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..5)
        .map(|workers| {
            let len = rng.below(60) as usize;
            let jobs = rng.vec(len);
            let room = rng.below(4) as usize;
            let mut results = Vec::new();
            let work = |job: u64| job.rotate_left(7);
            convert_all(jobs.into_iter(), workers, room, work, |result| results.push(result));
            results.sort_unstable();
            results
        })
        .collect()
}
