//! Is there never one too many at work, and does everybody get a turn, under every schedule?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, mpsc};
use std::thread;

use answer::Semaphore;

/// One permit: two works never run at once, and both run.
pub fn one_at_a_time() {
    let (semaphore, at_work) = (Semaphore::new(1), AtomicUsize::new(0));
    let work = || {
        // Read-modify-write: nothing stale is counted.
        let others = at_work.fetch_add(1, Ordering::SeqCst);
        at_work.fetch_sub(1, Ordering::SeqCst);
        others
    };
    let others = thread::scope(|scope| {
        let other = scope.spawn(|| semaphore.run(work));
        [semaphore.run(work), other.join().expect("this work does not panic")]
    });
    assert_eq!(others, [0, 0], "other works at work at the same time, with one permit");
}

/// One permit: whoever tries, and whoever waits, never run at once.
pub fn trying_is_no_way_around() {
    let (semaphore, at_work) = (Semaphore::new(1), AtomicUsize::new(0));
    let work = || {
        let others = at_work.fetch_add(1, Ordering::SeqCst);
        at_work.fetch_sub(1, Ordering::SeqCst);
        others
    };
    let (waited, tried) = thread::scope(|scope| {
        let other = scope.spawn(|| semaphore.run(work));
        let tried = semaphore.try_run(work);
        (other.join().expect("this work does not panic"), tried)
    });
    assert_eq!(waited, 0, "other works at work at the same time, with one permit");
    assert!(tried.is_none_or(|others| others == 0), "two works at the same time, with one permit");
}

/// Whoever tries never waits, not even for a permit that was free a moment ago.
pub fn trying_does_not_wait() {
    let semaphore = Semaphore::new(1);
    let (tell, told) = mpsc::channel();
    let (ran, tried) = thread::scope(|scope| {
        let semaphore = &semaphore;
        // This work ends when the other thread has tried.
        let other = scope.spawn(move || semaphore.run(|| told.recv()));
        let tried = semaphore.try_run(|| ());
        tell.send(()).expect("the other work waits for this");
        (other.join().expect("this work does not panic"), tried)
    });
    assert_eq!(ran, Ok(()), "what the waiting work received");
    model::sometimes("a permit was free for whoever tried", tried.is_some());
    model::sometimes("no permit was free for whoever tried", tried.is_none());
}

/// Whoever tries and gets nothing keeps nothing from others: a permit that nobody has is free.
pub fn a_permit_that_nobody_has_is_free() {
    let semaphore = Semaphore::new(1);
    let ran = thread::scope(|scope| {
        let other = scope.spawn(|| semaphore.try_run(|| ()).is_some());
        semaphore.run(|| ());
        // This work is over. So it is free now, or the other one has it.
        let here = semaphore.try_run(|| ()).is_some();
        [here, other.join().expect("this thread only tries")]
    });
    assert_ne!(ran, [false, false], "nobody had the permit, and nobody who tried got it");
}

/// Two permits: two works can be at work at once.
pub fn two_at_a_time() {
    let (semaphore, at_work) = (Semaphore::new(2), AtomicUsize::new(0));
    let work = || {
        let others = at_work.fetch_add(1, Ordering::SeqCst);
        at_work.fetch_sub(1, Ordering::SeqCst);
        others
    };
    let others = thread::scope(|scope| {
        let other = scope.spawn(|| semaphore.run(work));
        semaphore.run(work) + other.join().expect("this work does not panic")
    });
    model::sometimes("two works at work at the same time, with two permits", others > 0);
}

/// Two who wait for one permit both get it, one after the other.
//@ bound: 2
pub fn everybody_who_waits_gets_a_turn() {
    let semaphore = Semaphore::new(1);
    let done = thread::scope(|scope| {
        let others = [scope.spawn(|| semaphore.run(|| 1)), scope.spawn(|| semaphore.run(|| 1))];
        let done: usize = semaphore.run(|| 1);
        done + others
            .map(|other| other.join().expect("this work does not panic"))
            .iter()
            .sum::<usize>()
    });
    assert_eq!(done, 3, "works done");
}

/// Whoever waits gets the permit of a work that panicked.
pub fn a_panic_wakes_whoever_waits() {
    let semaphore = Semaphore::new(1);
    let done = thread::scope(|scope| {
        let other = scope.spawn(|| semaphore.run(|| true));
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            semaphore.run(|| panic!("this work is broken on purpose"));
        }));
        assert!(panicked.is_err(), "the panic of a work is a panic of `run`");
        other.join().expect("this work does not panic")
    });
    assert!(done, "the other work ran");
}

/// Two permits are given back, and two threads wait: both are woken, and their works are at work at once.
//@ bound: 2
pub fn every_permit_wakes_somebody() {
    let (semaphore, together) = (Semaphore::new(2), Barrier::new(2));
    thread::scope(|scope| {
        semaphore.run(|| {
            semaphore.run(|| {
                for _ in 0..2 {
                    // Neither work ends before the other one has begun.
                    scope.spawn(|| semaphore.run(|| together.wait()));
                }
            });
        });
    });
}

/// Two permits are given back, and one thread waits: it takes one, and the other one is free for whoever tries.
pub fn who_waits_takes_one_permit() {
    let semaphore = Semaphore::new(2);
    thread::scope(|scope| {
        semaphore.run(|| {
            semaphore.run(|| {
                scope.spawn(|| semaphore.run(|| ()));
            });
        });
        let tried = semaphore.try_run(|| ());
        assert!(tried.is_some(), "the only other work has one of two permits, or none");
    });
}
