//! Is each job done once on real threads, by whoever is free? Whether the end is waited for is for the model.
//@ deadline: 8s

use std::sync::{Arc, mpsc};
use std::thread;

use answer::Pool;
use harness::{Rendezvous, Rng};

/// Each of a hundred jobs is done exactly once.
pub fn each_job_is_done_once() {
    for workers in 0..6 {
        let mut done = done_by(Pool::new(workers), 0..100);
        done.sort_unstable();
        assert_eq!(done, (0..100).collect::<Vec<_>>(), "jobs done by {workers} workers");
    }
}

/// One worker does the jobs in the order in which they were handed in.
pub fn first_come_first_served() {
    let done = done_by(Pool::new(1), 0..100);
    assert_eq!(done, (0..100).collect::<Vec<_>>(), "jobs done by one worker");
}

/// All workers can be at work at once, with a job each.
pub fn the_workers_meet() {
    for workers in 1..=4 {
        let pool = Pool::new(workers);
        let meeting = Arc::new(Rendezvous::new(workers));
        let (done, results) = mpsc::channel();
        for _ in 0..2 * workers {
            let (meeting, done) = (Arc::clone(&meeting), done.clone());
            pool.run(move || {
                meeting.meet();
                done.send(()).unwrap();
            });
        }
        drop(done);
        assert_eq!(results.iter().count(), 2 * workers, "jobs done by {workers} workers");
        end(pool);
    }
}

/// A job that takes its time holds up no other: whichever comes later is done meanwhile.
pub fn a_slow_job_holds_up_nobody_else() {
    for workers in 2..4 {
        for awaited in 1..7 {
            let pool = Pool::new(workers);
            let meeting = Arc::new(Rendezvous::new(2));
            let (done, results) = mpsc::channel();
            for job in 0..7 {
                let (meeting, done) = (Arc::clone(&meeting), done.clone());
                pool.run(move || {
                    // Job 0 comes to its end while job `awaited` is under way.
                    if job == 0 || job == awaited {
                        meeting.meet();
                    }
                    done.send(()).unwrap();
                });
            }
            drop(done);
            assert_eq!(results.iter().count(), 7, "jobs done by {workers} workers");
            end(pool);
        }
    }
}

/// Handing in does not wait, however many jobs have been handed in.
pub fn run_does_not_wait() {
    let pool = Pool::new(1);
    let meeting = Arc::new(Rendezvous::new(2));
    let (done, results) = mpsc::channel();
    let slow = Arc::clone(&meeting);
    pool.run(move || slow.meet());
    for job in 0..1_000 {
        let done = done.clone();
        pool.run(move || done.send(job).unwrap());
    }
    // The first job has been waiting for this.
    meeting.meet();
    drop(done);
    assert_eq!(results.iter().count(), 1_000, "jobs done");
    end(pool);
}

/// Several threads hand in jobs to one pool.
pub fn several_threads_hand_in() {
    let pool = Pool::new(2);
    let (done, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..3 {
            let (pool, done) = (&pool, done.clone());
            scope.spawn(move || {
                for job in 0..50_u64 {
                    let done = done.clone();
                    pool.run(move || done.send(job).unwrap());
                }
            });
        }
    });
    drop(done);
    assert_eq!(results.iter().count(), 150, "jobs of three threads");
    end(pool);
}

/// A pool that has nothing to do comes to its end, shut down or dropped.
pub fn an_idle_pool_ends() {
    for workers in 0..4 {
        end(Pool::new(workers));
        drop(Pool::new(workers));
        let pool = Pool::new(workers);
        let (done, results) = mpsc::channel();
        pool.run(move || done.send(7).unwrap());
        assert_eq!(results.recv(), Ok(7), "the result of one job");
        drop(pool);
    }
}

/// Random jobs and any number of workers: the results agree.
pub fn random_results_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..8)
        .map(|workers| {
            let len = rng.below(300) as usize;
            let jobs = rng.vec(len);
            let mut results = done_by(Pool::new(workers), jobs);
            results.sort_unstable();
            results
        })
        .collect()
}

/// Hands in a job for each number, and gives back the numbers in the order in which they were done.
fn done_by(pool: Pool, jobs: impl IntoIterator<Item = u64>) -> Vec<u64> {
    let (done, results) = mpsc::channel();
    for job in jobs {
        let done = done.clone();
        pool.run(move || done.send(job).expect("the results are awaited"));
    }
    drop(done);
    let results = results.iter().collect();
    end(pool);
    results
}

/// Shuts it down, whether `shutdown` takes it or borrows it; which of the two is asked elsewhere.
#[allow(unused_mut)]
fn end(mut pool: Pool) {
    pool.shutdown();
}
