//! Is all done and everybody gone when the pool is, under every schedule?
//@ bound: 2

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, mpsc};
use std::thread;

use answer::Pool;

/// When `shutdown` returns all jobs are done, and no worker is left.
pub fn all_is_done_after_shutdown() {
    let done = Arc::new(AtomicUsize::new(0));
    let pool = Pool::new(2);
    hand_in(&pool, &done);
    hand_in(&pool, &done);
    end(pool);
    all_done(&done, 2);
}

/// When the pool has been dropped it is the same.
pub fn all_is_done_after_a_drop() {
    let done = Arc::new(AtomicUsize::new(0));
    let pool = Pool::new(1);
    hand_in(&pool, &done);
    hand_in(&pool, &done);
    drop(pool);
    all_done(&done, 2);
}

/// And when a panic of its owner has dropped it.
pub fn all_is_done_after_a_panic() {
    let done = Arc::new(AtomicUsize::new(0));
    let owner = AssertUnwindSafe(|| {
        let pool = Pool::new(1);
        hand_in(&pool, &done);
        panic!("the owner gives up, on purpose");
    });
    assert!(catch_unwind(owner).is_err(), "the owner panicked");
    all_done(&done, 1);
}

/// Workers that never had a job go home as well.
pub fn an_idle_pool_ends() {
    end(Pool::new(2));
    assert_eq!(model::alive(), 0, "workers that `shutdown` left running");
}

/// Two jobs can be under way at the same time, and no lock is held meanwhile.
pub fn both_can_be_at_work() {
    let at_work = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
    let pool = Pool::new(2);
    for _ in 0..2 {
        let at_work = Arc::clone(&at_work);
        pool.run(move || {
            assert_eq!(model::locks_held(), 0, "locks that a worker holds while its job runs");
            let now = at_work.0.fetch_add(1, Ordering::SeqCst) + 1;
            at_work.1.fetch_max(now, Ordering::SeqCst);
            at_work.0.fetch_sub(1, Ordering::SeqCst);
        });
    }
    end(pool);
    model::sometimes("two jobs were under way at once", at_work.1.load(Ordering::SeqCst) == 2);
}

/// Two jobs come, and both workers are free: both jobs begin, though nobody ends the pool yet.
pub fn both_are_woken() {
    let pool = Pool::new(2);
    let meeting = Arc::new(Barrier::new(3));
    for _ in 0..2 {
        let meeting = Arc::clone(&meeting);
        pool.run(move || _ = meeting.wait());
    }
    meeting.wait();
    end(pool);
    assert_eq!(model::alive(), 0, "workers that `shutdown` left running");
}

/// One worker does one job at a time.
pub fn one_does_one_at_a_time() {
    let at_work = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
    let (done, both) = mpsc::channel();
    let pool = Pool::new(1);
    for _ in 0..2 {
        let (at_work, done) = (Arc::clone(&at_work), done.clone());
        pool.run(move || {
            let now = at_work.0.fetch_add(1, Ordering::SeqCst) + 1;
            at_work.1.fetch_max(now, Ordering::SeqCst);
            at_work.0.fetch_sub(1, Ordering::SeqCst);
            done.send(()).unwrap();
        });
    }
    for _ in 0..2 {
        both.recv().expect("each job is done");
    }
    end(pool);
    let most = at_work.1.load(Ordering::SeqCst);
    assert_eq!(most, 1, "jobs that were under way at once, with one worker");
}

/// Two threads hand in a job each.
pub fn two_threads_hand_in() {
    let done = Arc::new(AtomicUsize::new(0));
    let pool = Pool::new(1);
    thread::scope(|scope| {
        scope.spawn(|| hand_in(&pool, &done));
        hand_in(&pool, &done);
    });
    end(pool);
    all_done(&done, 2);
}

/// A job that counts.
fn hand_in(pool: &Pool, done: &Arc<AtomicUsize>) {
    let done = Arc::clone(done);
    // Relaxed on purpose: that the caller sees it must follow from the waiting.
    pool.run(move || _ = done.fetch_add(1, Ordering::Relaxed));
}

fn all_done(done: &AtomicUsize, jobs: usize) {
    assert_eq!(done.load(Ordering::Relaxed), jobs, "jobs done, when the pool is gone");
    assert_eq!(model::alive(), 0, "workers that are still running, when the pool is gone");
}

/// Shuts it down, whether `shutdown` takes it or borrows it; which of the two is asked elsewhere.
#[allow(unused_mut)]
fn end(mut pool: Pool) {
    pool.shutdown();
}
