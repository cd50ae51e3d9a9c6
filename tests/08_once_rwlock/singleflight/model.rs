//! Is there one load at a time, is it shared, and is no answer older than its question, under every schedule?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::Flights;

/// Two who ask at the same time: never two loads at once, sometimes one for both, and one key in flight.
pub fn one_load_for_both() {
    let flights = Flights::new();
    let (running, loads) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let load = || {
        // Read-modify-write: nothing stale is counted.
        assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0, "other loads of the same key");
        // Whoever waits for this load loads nothing.
        assert_eq!(flights.in_flight(), 1, "keys in flight while one is loaded");
        let number = loads.fetch_add(1, Ordering::SeqCst) + 1;
        running.fetch_sub(1, Ordering::SeqCst);
        number
    };
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| flights.load("page", load));
        let here = flights.load("page", load);
        (here, other.join().expect("no other load of this key is running"))
    });
    let loads = loads.load(Ordering::SeqCst);
    if here == there {
        assert_eq!(loads, 1, "loads, when both callers got the same");
    } else {
        assert_eq!(loads, 2, "loads, when the callers got {here} and {there}");
    }
    assert_eq!(flights.in_flight(), 0, "keys in flight when nobody loads");
    model::sometimes("two callers shared one load", here == there);
}

/// Whoever asks again asks anew: no answer is older than its question.
pub fn no_answer_is_older_than_its_question() {
    let (flights, loads) = (Flights::new(), AtomicUsize::new(0));
    let load = || loads.fetch_add(1, Ordering::SeqCst) + 1;
    thread::scope(|scope| {
        scope.spawn(|| flights.load("page", load));
        let first = flights.load("page", load);
        let second = flights.load("page", load);
        assert!(second > first, "load {first} had ended, and the answer is of load {second}");
    });
    assert_eq!(flights.in_flight(), 0, "keys in flight when nobody loads");
}

/// Three ask at the same time, one of them twice: one load at a time, everybody gets an answer, and nothing stays behind.
//@ bound: 2
pub fn everybody_gets_an_answer() {
    let flights = Flights::new();
    let (running, loads) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let load = || {
        assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0, "other loads of the same key");
        let number = loads.fetch_add(1, Ordering::SeqCst) + 1;
        running.fetch_sub(1, Ordering::SeqCst);
        number
    };
    let (first, again, two, own) = thread::scope(|scope| {
        let one = scope.spawn(|| (flights.load("page", load), flights.load("page", load)));
        let two = scope.spawn(|| flights.load("page", load));
        let own = flights.load("page", load);
        let (first, again) = one.join().expect("no other load is running");
        (first, again, two.join().expect("no other load is running"), own)
    });
    assert_eq!(
        first.max(again).max(two).max(own),
        loads.load(Ordering::SeqCst),
        "the last of those loads whose value a caller got, and how many there were"
    );
    model::sometimes("three callers shared one load", first == two && two == own);
    assert_eq!(flights.in_flight(), 0, "keys in flight when nobody loads");
}

/// A load that panics is its caller's affair: whoever waits for it loads.
pub fn a_panic_is_not_shared() {
    let flights = Flights::new();
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| {
            let load = || -> usize { panic!("the database hangs up, on purpose") };
            catch_unwind(AssertUnwindSafe(|| flights.load("page", load))).ok()
        });
        let here = flights.load("page", || 7);
        (here, other.join().expect("this thread catches its panic"))
    });
    assert_eq!(here, 7, "whose load does not panic");
    assert!(there.is_none_or(|got| got == 7), "whose own load panics, and who got {there:?}");
    assert_eq!(flights.in_flight(), 0, "keys in flight when nobody loads");
}

/// After a load that panicked there is one load at a time, too, whoever waited and whoever comes.
pub fn one_at_a_time_after_a_panic() {
    let (flights, running) = (Flights::new(), AtomicUsize::new(0));
    let load = || {
        assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0, "other loads of the same key");
        running.fetch_sub(1, Ordering::SeqCst);
        7
    };
    thread::scope(|scope| {
        scope.spawn(|| {
            let load = || -> usize { panic!("the database hangs up, on purpose") };
            let _ = catch_unwind(AssertUnwindSafe(|| flights.load("page", load)));
        });
        let other = scope.spawn(|| flights.load("page", load));
        let here = flights.load("page", load);
        let there = other.join().expect("no other load is running");
        assert_eq!([here, there], [7, 7], "what two callers got, whose loads do not panic");
    });
    assert_eq!(flights.in_flight(), 0, "keys in flight when nobody loads");
}
