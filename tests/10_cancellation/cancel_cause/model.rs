//! Is there exactly one cause under every schedule, for everybody who asks, and as soon as it is cancelled?
//!
//! A wait that ends for no reason, and who is woken first, are choices that are explored.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use answer::Cancel;

/// Two cancel: one of them made the cause, and both have it.
pub fn two_reasons() {
    let cancel = Cancel::new();
    thread::scope(|scope| {
        let other = scope.spawn(|| (cancel.cancel(2_u64), cancel.cause()));
        let own = (cancel.cancel(1), cancel.cause());
        let other = other.join().expect("cancelling does not panic");
        let made = if own.0 { 1 } else { 2 };
        assert_ne!(own.0, other.0, "exactly one of the two calls made the cause");
        assert_eq!((own.1, other.1), (Some(made), Some(made)), "the cause, as both of them saw it");
        model::sometimes("the first one made it", made == 1);
        model::sometimes("the second one made it", made == 2);
    });
    assert!(cancel.is_cancelled(), "it was cancelled");
}

/// Whoever is told that it is cancelled finds the cause, and sees what was written before.
pub fn told_by_asking() {
    let (cancel, written) = (Cancel::new(), AtomicU64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            // Relaxed on purpose: that it is seen must follow from the cancelling.
            written.store(7, Ordering::Relaxed);
            cancel.cancel("disk full");
        });
        let told = cancel.is_cancelled();
        if told {
            assert_eq!(written.load(Ordering::Relaxed), 7, "what was written before the cancel");
            assert_eq!(cancel.cause(), Some("disk full"), "the cause, when it is cancelled");
        }
        model::sometimes("it was cancelled", told);
        model::sometimes("it was not cancelled yet", !told);
    });
}

/// Whoever has found a cause sees what was written before, and finds it cancelled.
pub fn told_by_the_cause() {
    let (cancel, written) = (Cancel::new(), AtomicU64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            written.store(7, Ordering::Relaxed);
            cancel.cancel("disk full");
        });
        if cancel.cause().is_some() {
            assert_eq!(written.load(Ordering::Relaxed), 7, "what was written before the cancel");
            assert!(cancel.is_cancelled(), "there is a cause, so it is cancelled");
        }
    });
}

/// Somebody waits, or is about to, and gets the cause.
pub fn somebody_waits() {
    let (cancel, written) = (Cancel::new(), AtomicU64::new(0));
    thread::scope(|scope| {
        let waiting = scope.spawn(|| (cancel.wait(), written.load(Ordering::Relaxed)));
        written.store(7, Ordering::Relaxed);
        assert!(cancel.cancel("disk full"), "it was not cancelled before");
        assert_eq!(
            waiting.join().ok(),
            Some(("disk full", 7)),
            "the cause, and what was written before"
        );
    });
}

/// Two wait, and one cancels: both get up.
//@ bound: 2
pub fn everybody_gets_up() {
    let cancel = Cancel::new();
    thread::scope(|scope| {
        let waiting = [(); 2].map(|()| scope.spawn(|| cancel.wait()));
        cancel.cancel(7_u64);
        let causes = waiting.map(|thread| thread.join().ok());
        assert_eq!(causes, [Some(7), Some(7)], "the cause, as those saw it who waited");
    });
}
