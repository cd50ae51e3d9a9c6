//! Does each thread know what it works for, and only that?
//@ deadline: 5s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use answer::{Trace, current};
use harness::{Rendezvous, Rng};

/// A random walk in and out of traces: each step knows where it is.
pub fn steps_agree(seed: u64) -> Vec<(Option<u64>, usize, usize)> {
    let mut rng = Rng::new(seed);
    let (one, other) = (Trace::new(rng.next_u64()), Trace::new(rng.next_u64()));
    // A clone is the same trace.
    let traces = [one.clone(), other.clone(), one, other];
    let mut guards = Vec::new();
    let mut steps = Vec::new();
    for _ in 0..40 {
        if rng.below(2) == 0 {
            guards.pop();
        } else {
            guards.push(traces[rng.below(4) as usize].enter());
        }
        steps.push((current(), traces[0].open(), traces[1].open()));
    }
    while guards.pop().is_some() {}
    steps.push((current(), traces[0].open(), traces[1].open()));
    steps
}

/// What one thread enters is nothing to the others.
pub fn each_thread_has_its_own() {
    let meeting = Rendezvous::new(3);
    thread::scope(|scope| {
        for id in 1..4 {
            let meeting = &meeting;
            scope.spawn(move || {
                assert_eq!(current(), None, "on a new thread");
                let trace = Trace::new(id);
                let entered = trace.enter();
                meeting.meet();
                assert_eq!(current(), Some(id), "when all three have entered");
                meeting.meet();
                drop(entered);
                meeting.meet();
                assert_eq!(current(), None, "when all three have left");
                assert_eq!(trace.open(), 0, "guards of {id}");
            });
        }
    });
}

/// The work runs in the trace.
pub fn the_work_runs_in_the_trace() {
    let trace = Trace::new(7);
    let in_work = trace.clone();
    let joined = trace.spawn(move || (current(), in_work.open())).join();
    let (inside, open) = joined.expect("the work does not panic");
    assert_eq!(inside, Some(7), "what the work runs in");
    assert_eq!(open, 1, "guards while the work runs");
    assert_eq!(trace.open(), 0, "guards when the thread has been joined");
}

/// The thread that spawns works for what it worked for before.
pub fn the_spawning_thread_notices_nothing() {
    let (outer, trace) = (Trace::new(1), Trace::new(7));
    let meeting = Arc::new(Rendezvous::new(2));
    for inside in [None, Some(1)] {
        let entered = inside.map(|_| outer.enter());
        let in_work = Arc::clone(&meeting);
        let worker = trace.spawn(move || {
            in_work.meet();
            let while_working = current();
            in_work.meet();
            while_working
        });
        assert_eq!(current(), inside, "after `spawn`");
        // Met only if `spawn` does not wait for the work.
        meeting.meet();
        assert_eq!(current(), inside, "while the work runs");
        assert_eq!(trace.open(), 1, "guards while the work runs");
        meeting.meet();
        assert_eq!(worker.join().expect("it met the other"), Some(7), "what the work ran in");
        assert_eq!(current(), inside, "after the work");
        drop(entered);
        assert_eq!(current(), None, "outside");
    }
}

/// A panic leaves the trace.
pub fn a_panic_leaves_the_trace() {
    let trace = Trace::new(7);
    let result = catch_unwind(AssertUnwindSafe(|| {
        let _entered = trace.enter();
        panic!("the database is down on purpose");
    }));
    assert!(result.is_err());
    assert_eq!((current(), trace.open()), (None, 0), "after a panic on this thread");
    let worker = trace.spawn(|| panic!("the database is down on purpose"));
    assert!(worker.join().is_err(), "a panic of the work is for whoever joins");
    assert_eq!((current(), trace.open()), (None, 0), "after a panic on another thread");
}

/// Work can spawn more work, each in its own trace.
pub fn work_within_work() {
    let (outer, inner) = (Trace::new(1), Trace::new(2));
    let seen = outer.spawn(move || {
        let before = current();
        let deeper = inner.spawn(current).join().expect("it does not panic");
        (before, deeper, current(), inner.open())
    });
    let seen = seen.join().expect("it does not panic");
    assert_eq!(seen, (Some(1), Some(2), Some(1), 0));
    assert_eq!(outer.open(), 0, "guards of the outer trace");
}

/// The count is exact, with many threads in one trace.
pub fn the_count_is_exact() {
    let trace = Trace::new(7);
    let meeting = Arc::new(Rendezvous::new(5));
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let (meeting, in_work) = (Arc::clone(&meeting), trace.clone());
            trace.spawn(move || {
                let _again = in_work.enter();
                meeting.meet();
                meeting.meet();
            })
        })
        .collect();
    meeting.meet();
    assert_eq!(trace.open(), 8, "guards of four threads that have entered twice");
    assert_eq!(Trace::new(7).open(), 0, "guards of another trace with the same id");
    meeting.meet();
    for worker in workers {
        worker.join().expect("it met the others");
    }
    assert_eq!(trace.open(), 0, "guards, when all is over");
}
