//! Is everybody told under every schedule, and do they see what was written before?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use answer::{Stop, with_workers};

/// Two workers wait, or are about to, or have not begun: both are told, and see what the body has written.
pub fn both_are_told() {
    let (written, told) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = |_: usize, stop: &Stop| {
        assert!(stop.wait(Duration::MAX), "without a limit, a worker waits until it is told");
        // Relaxed on purpose: that it is seen must follow from having been told.
        assert_eq!(written.load(Ordering::Relaxed), 7, "what the body has written");
        told.fetch_add(1, Ordering::SeqCst);
    };
    with_workers(2, work, || written.store(7, Ordering::Relaxed));
    assert_eq!(told.load(Ordering::SeqCst), 2, "workers that were told, when the call returned");
    assert_eq!(model::alive(), 0, "threads that are still at work when the call has returned");
}

/// A worker asks: if it was told, it stays told, and sees what the body has written.
pub fn a_worker_that_asks() {
    let written = AtomicUsize::new(0);
    let asked = AtomicUsize::new(0);
    let work = |_: usize, stop: &Stop| {
        if stop.is_stopped() {
            assert_eq!(written.load(Ordering::Relaxed), 7, "what the body has written");
            assert!(stop.is_stopped() && stop.wait(Duration::ZERO), "told is told");
            asked.store(1, Ordering::SeqCst);
        }
    };
    with_workers(1, work, || written.store(7, Ordering::Relaxed));
    model::sometimes("it was told when it asked", asked.load(Ordering::SeqCst) == 1);
    model::sometimes("it was not told yet", asked.load(Ordering::SeqCst) == 0);
}

/// A worker waits for a short time: the answer is whether it was told.
pub fn a_worker_with_little_time() {
    let written = AtomicUsize::new(0);
    let work = |_: usize, stop: &Stop| {
        if stop.wait(Duration::from_millis(1)) {
            assert_eq!(written.load(Ordering::Relaxed), 7, "what the body has written");
        }
    };
    with_workers(1, work, || written.store(7, Ordering::Relaxed));
    assert_eq!(model::alive(), 0, "threads that are still at work when the call has returned");
}

/// The body panics: the worker is told all the same.
pub fn the_body_panics() {
    let work =
        |_: usize, stop: &Stop| assert!(stop.wait(Duration::MAX), "it waits until it is told");
    let call = AssertUnwindSafe(|| with_workers(1, work, || panic!("broken on purpose")));
    assert!(catch_unwind(call).is_err(), "the panic goes on");
    assert_eq!(model::alive(), 0, "threads that are still at work when the call has returned");
}
