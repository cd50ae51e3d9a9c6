//! Is nobody left behind by `both`, and nobody read too early from `later`, under any schedule?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use answer::{both, later};

/// `both` returns both results, and leaves nothing running.
pub fn both_are_over() {
    let read = Arc::new(AtomicU64::new(0));
    let (one, other) = (Arc::clone(&read), Arc::clone(&read));
    // Relaxed on purpose: that the caller sees it all must follow from the waiting.
    let results = both(
        move || {
            one.fetch_add(1, Ordering::Relaxed);
            "one"
        },
        move || {
            other.fetch_add(20, Ordering::Relaxed);
            2
        },
    );
    assert_eq!(results, ("one", 2));
    assert_eq!(read.load(Ordering::Relaxed), 21, "what the two have written");
    assert_eq!(model::alive(), 0, "threads that `both` left running");
}

/// Both are at work at the same time.
pub fn both_at_the_same_time() {
    let inside = Arc::new(AtomicUsize::new(0));
    let met = Arc::new(AtomicUsize::new(0));
    let work = |inside: Arc<AtomicUsize>, met: Arc<AtomicUsize>| {
        move || {
            if inside.fetch_add(1, Ordering::SeqCst) > 0 {
                met.fetch_add(1, Ordering::SeqCst);
            }
            inside.fetch_sub(1, Ordering::SeqCst);
        }
    };
    both(work(Arc::clone(&inside), Arc::clone(&met)), work(Arc::clone(&inside), Arc::clone(&met)));
    model::sometimes("both were at work at the same time", met.load(Ordering::SeqCst) > 0);
}

/// When one of the two panics, `both` panics and leaves nothing running.
pub fn a_panic_leaves_nothing_running() {
    let over = Arc::new(AtomicU64::new(0));
    let is_over = Arc::clone(&over);
    let result = catch_unwind(AssertUnwindSafe(|| {
        let broken = || -> u32 { panic!("this service is down on purpose") };
        both(broken, move || is_over.store(1, Ordering::Relaxed))
    }));
    assert!(result.is_err(), "the first one panicked, and `both` returned {result:?}");
    assert_eq!(over.load(Ordering::Relaxed), 1, "what the second one has written");
    assert_eq!(model::alive(), 0, "threads that `both` left running");
}

/// However slow the work is, `wait` returns its result, and the caller sees all that the work wrote.
pub fn the_result_is_waited_for() {
    let written = Arc::new(AtomicU64::new(0));
    let in_work = Arc::clone(&written);
    let work = later(move || {
        in_work.store(3, Ordering::Relaxed);
        "three lines"
    });
    assert_eq!(work.wait(), "three lines");
    assert_eq!(written.load(Ordering::Relaxed), 3, "lines that the work wrote");
}

/// `later` returns while the work is under way.
pub fn later_does_not_wait() {
    let work = later(|| ());
    model::sometimes("the work was under way when `later` returned", model::alive() >= 1);
    work.wait();
}

/// Work that is let go of at once is done all the same.
pub fn work_is_done_though_nobody_waits() {
    let (audit, log) = mpsc::channel();
    drop(later(move || audit.send("GET /invoices")));
    assert_eq!(log.recv(), Ok("GET /invoices"), "what the work wrote after it had been let go of");
}
