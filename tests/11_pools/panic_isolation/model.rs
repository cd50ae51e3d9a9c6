//! Does every ticket get its answer, and is everybody gone when the pool is, under every schedule?
//@ bound: 2

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{Pool, Ticket};

/// One worker: the job behind one that panics is done, and both tickets are answered.
pub fn the_job_behind_is_done() {
    let pool = Pool::new(1);
    let broken: Ticket<()> = pool.submit(|| panic!("broken on purpose"));
    let good = pool.submit(|| 7);
    assert_eq!(broken.wait(), Err(String::from("broken on purpose")), "the job that panics");
    assert_eq!(good.wait(), Ok(7), "the job behind it");
    drop(pool);
    assert_eq!(model::alive(), 0, "workers that are still running, when the pool is gone");
}

/// Whoever drops the pool waits for all jobs, those with a ticket and those without, well or not.
pub fn all_has_ended_when_the_pool_is_gone() {
    let done = Arc::new(AtomicUsize::new(0));
    let pool = Pool::new(1);
    let count = |panics: bool| {
        let done = Arc::clone(&done);
        move || {
            // Relaxed on purpose: that the caller sees it must follow from the waiting.
            done.fetch_add(1, Ordering::Relaxed);
            assert!(!panics, "broken on purpose");
        }
    };
    drop(pool.submit(count(true)));
    let ticket = pool.submit(count(false));
    drop(pool);
    assert_eq!(done.load(Ordering::Relaxed), 2, "jobs done, when the pool is gone");
    assert_eq!(model::alive(), 0, "workers that are still running, when the pool is gone");
    assert_eq!(ticket.wait(), Ok(()), "the ticket that outlived the pool");
}

/// Two jobs can be under way at the same time, and no lock is held meanwhile.
pub fn both_can_be_at_work() {
    let at_work = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
    let pool = Pool::new(2);
    let tickets = [(); 2].map(|()| {
        let at_work = Arc::clone(&at_work);
        pool.submit(move || {
            assert_eq!(model::locks_held(), 0, "locks that a worker holds while its job runs");
            let now = at_work.0.fetch_add(1, Ordering::SeqCst) + 1;
            at_work.1.fetch_max(now, Ordering::SeqCst);
            at_work.0.fetch_sub(1, Ordering::SeqCst);
        })
    });
    for ticket in tickets {
        assert_eq!(ticket.wait(), Ok(()), "a job");
    }
    drop(pool);
    model::sometimes("two jobs were under way at once", at_work.1.load(Ordering::SeqCst) == 2);
    assert_eq!(model::alive(), 0, "workers that are still running, when the pool is gone");
}
