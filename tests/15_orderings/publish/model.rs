//! Does whoever gets the rate get all of it, under every schedule, and with every value that the orderings allow to be read?

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use answer::Rate;

/// A handler that asks while the loader publishes gets nothing, or both values.
pub fn both_or_nothing() {
    let rate = Rate::new();
    thread::scope(|scope| {
        scope.spawn(|| rate.publish(108, 7));
        let got = rate.get();
        assert!(
            matches!(got, None | Some((108, 7))),
            "a handler got {got:?}, and (108, 7) was published"
        );
        model::sometimes("the rate had come", got.is_some());
        model::sometimes("the rate had not come", got.is_none());
    });
    assert_eq!(rate.get(), Some((108, 7)), "when the loader has been joined");
}

/// Whoever gets the rate sees what the loader had written before, elsewhere.
pub fn what_was_written_before_goes_along() {
    let (rate, source) = (Rate::new(), AtomicU64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            source.store(9, Ordering::Relaxed);
            rate.publish(108, 7);
        });
        if rate.get().is_some() {
            let source = source.load(Ordering::Relaxed);
            assert_eq!(
                source, 9,
                "what the loader had written before, seen by whoever has the rate"
            );
        }
    });
}

/// Whoever is told by somebody who has got the rate gets it, too.
pub fn it_is_passed_on() {
    let (rate, told) = (Rate::new(), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| rate.publish(108, 7));
        scope.spawn(|| {
            if rate.get().is_some() {
                told.store(true, Ordering::Release);
            }
        });
        if told.load(Ordering::Acquire) {
            assert_eq!(rate.get(), Some((108, 7)), "for somebody who was told that it is there");
        }
    });
}

/// When the rate has come everybody gets it, also two at the same time.
pub fn nobody_is_in_the_way() {
    let rate = Rate::new();
    rate.publish(108, 7);
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| rate.get());
        (rate.get(), other.join().expect("it only asks"))
    });
    assert_eq!([here, there], [Some((108, 7)); 2], "what two got who asked at the same time");
}

/// No call is lost from the count.
pub fn all_calls_are_counted() {
    let rate = Rate::new();
    thread::scope(|scope| {
        scope.spawn(|| rate.get());
        scope.spawn(|| rate.get());
    });
    assert_eq!(rate.asked(), 2, "calls of `get`");
}
