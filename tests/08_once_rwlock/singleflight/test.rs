//! Does it do its job on real threads? Who shares whose load, and who comes in between, is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use answer::Flights;
use harness::{Rendezvous, Rng, seed};

/// One after the other: each call loads, since it is no cache.
pub fn one_after_the_other_each_loads(seed: u64) -> Vec<String> {
    let mut rng = Rng::new(seed);
    let flights = Flights::new();
    (0..50)
        .map(|_| {
            let (key, answer) = (rng.below(3).to_string(), rng.next_u64());
            flights.load(&key, || format!("{key}: {answer}"))
        })
        .collect()
}

/// Two keys are loaded at the same time, and the loads are counted.
pub fn two_keys_at_the_same_time() {
    let (flights, together) = (Flights::default(), Rendezvous::new(2));
    assert_eq!(flights.in_flight(), 0, "before the first load");
    thread::scope(|scope| {
        for key in ["", "/imprint"] {
            let (flights, together) = (&flights, &together);
            scope.spawn(move || {
                let got = flights.load(key, || {
                    together.meet();
                    // Both loads are running, and neither ends before both have counted.
                    let counted = flights.in_flight();
                    together.meet();
                    (key, counted)
                });
                assert_eq!(got, (key, 2), "the key, and the loads in flight while it was loaded");
            });
        }
    });
    assert_eq!(flights.in_flight(), 0, "after the last load");
}

/// A load may load another key.
pub fn a_load_may_load() {
    let flights = Flights::new();
    let number = Rng::new(seed()).below(1_000);
    let page = flights.load("page", || {
        assert_eq!(flights.in_flight(), 1, "the load of the page");
        let part = flights.load("part", || number);
        assert_eq!(flights.in_flight(), 1, "the load of the page, after that of its part");
        part + 1
    });
    assert_eq!(page, number + 1);
    assert_eq!(flights.in_flight(), 0, "after the loads");
}

/// A load that panics leaves nothing behind.
pub fn a_load_that_panics_leaves_nothing() {
    let flights = Flights::new();
    for _ in 0..2 {
        let load = || -> u64 { panic!("the database hangs up, on purpose") };
        let asked = catch_unwind(AssertUnwindSafe(|| flights.load("page", load)));
        assert!(asked.is_err(), "the panic of `load` goes on to its caller");
        assert_eq!(flights.in_flight(), 0, "after a load that panicked");
    }
    assert_eq!(flights.load("page", || 7), 7, "the next caller loads");
    assert_eq!(flights.load("other", || 8), 8, "another key");
}

/// Three threads ask the same again and again: one load at a time, and no answer from before the question.
pub fn one_at_a_time_and_never_stale() {
    let flights = Flights::new();
    let (running, begun, answered) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let load = || {
        assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0, "other loads of the same key");
        let number = begun.fetch_add(1, Ordering::SeqCst) + 1;
        running.fetch_sub(1, Ordering::SeqCst);
        number
    };
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let before = answered.load(Ordering::SeqCst);
                    let got = flights.load("page", load);
                    assert!(
                        got > before,
                        "load {before} had been answered, and the answer is of load {got}"
                    );
                    // Not in `load`: between its last line and its end it is still in flight, and whoever comes then may share it.
                    answered.fetch_max(got, Ordering::SeqCst);
                }
            });
        }
    });
    assert_eq!(flights.in_flight(), 0, "after the last load");
}
