//! Does the semaphore do its job on real threads? Who comes between whose question and whose taking is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use answer::Semaphore;
use harness::{Rendezvous, Rng, seed};

/// As many works as there are permits, one in the other, and no more.
pub fn as_many_as_there_are_permits(seed: u64) -> Vec<u64> {
    let mut rng = Rng::new(seed);
    let mut depths = vec![nested(&Semaphore::new(0)), nested(&Semaphore::new(1))];
    for _ in 0..5 {
        let semaphore = Semaphore::new(rng.range(2..30) as usize);
        // Twice: what was taken must have come back.
        depths.extend([nested(&semaphore), nested(&semaphore)]);
    }
    depths
}

/// How many works get into each other.
fn nested(semaphore: &Semaphore) -> u64 {
    semaphore.try_run(|| 1 + nested(semaphore)).unwrap_or(0)
}

/// What the work returns is returned.
pub fn the_result_comes_back() {
    let semaphore = Semaphore::new(1);
    let rows = Rng::new(seed()).vec(3);
    assert_eq!(semaphore.run(|| rows.clone()), rows);
    let mut called = 0;
    assert_eq!(semaphore.try_run(|| called += 1), Some(()));
    assert_eq!(called, 1, "calls of a work that was run");
    // It need not be sent, nor be called twice.
    let once = std::rc::Rc::new(rows);
    assert_eq!(semaphore.run(move || once).len(), 3);
}

/// Without a permit the work is not called, and nothing is given back.
pub fn no_permit_no_work() {
    let semaphore = Semaphore::new(1);
    semaphore.run(|| {
        for attempt in 1..=3 {
            let second = semaphore.try_run(|| ());
            assert_eq!(second, None, "attempt {attempt}, while the only permit is taken");
        }
    });
    assert_eq!(semaphore.try_run(|| ()), Some(()), "the permit is free again");
    assert_eq!(Semaphore::new(0).try_run(|| ()), None, "there is no permit");
}

/// Works run at the same time, as many as there are permits.
pub fn works_run_at_the_same_time() {
    let (semaphore, together) = (Semaphore::new(3), Rendezvous::new(3));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| semaphore.run(|| together.meet()));
        }
        semaphore.run(|| together.meet());
    });
    assert_eq!(together.meetings(), 1, "meetings of three works");
}

/// A work that panics gives its permit back, and the panic reaches the caller.
pub fn a_panic_gives_the_permit_back() {
    let semaphore = Semaphore::new(2);
    for _ in 0..2 {
        let run = catch_unwind(AssertUnwindSafe(|| {
            semaphore.run(|| panic!("the query panics, on purpose"))
        }));
        assert!(run.is_err(), "the panic of a work is a panic of `run`");
        let tried = catch_unwind(AssertUnwindSafe(|| {
            semaphore.try_run(|| panic!("the query panics, on purpose"))
        }));
        assert!(tried.is_err(), "the panic of a work is a panic of `try_run`");
    }
    assert_eq!(nested(&semaphore), 2, "permits after four panics");
}
