//! Is it woken under every schedule, and is it over when `stop` has returned?
//!
//! A wait that ends for no reason is explored. Time is the model's.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use answer::Poller;

/// It sleeps for ever, or is about to, or has not begun: it is woken.
pub fn it_is_woken() {
    let polls = Arc::new(AtomicU64::new(0));
    let counts = Arc::clone(&polls);
    let poller = Poller::start(Duration::MAX, move || {
        // Relaxed on purpose: that it is seen must follow from the end.
        counts.fetch_add(1, Ordering::Relaxed);
    });
    let counted = poller.stop().expect("it has not panicked");
    assert_eq!(model::alive(), 0, "threads that are still at work when `stop` has returned");
    assert_eq!(polls.load(Ordering::Relaxed), counted, "the polls that were counted");
    assert!(counted <= 1, "{counted} polls, and the second one is due at the end of time");
    model::sometimes("it had polled", counted == 1);
}

/// Between the end of a poll and the next one lies as much time as was asked for, also when a wait ends early.
//@ bound: 2
pub fn not_too_early() {
    let every = Duration::from_millis(2);
    let mut last: Option<Instant> = None;
    let poller = Poller::start(every, move || {
        if let Some(waited) = last.map(|last| last.elapsed()) {
            assert!(waited >= every, "polled again after {waited:?}, every {every:?}");
        }
        thread::sleep(every / 2);
        last = Some(Instant::now());
    });
    thread::sleep(3 * every);
    let polls = poller.stop().expect("no poll comes too early");
    assert_eq!(model::alive(), 0, "threads that are still at work when `stop` has returned");
    model::sometimes("it polled again", polls > 1);
}

/// A poll panics: `stop` says so, whenever it comes.
pub fn a_poll_that_panics() {
    let poller = Poller::start(Duration::MAX, || panic!("this poll is broken on purpose"));
    match poller.stop() {
        Ok(polls) => assert_eq!(polls, 0, "polls that went well"),
        Err(payload) => {
            let message = payload.downcast_ref();
            assert_eq!(message, Some(&"this poll is broken on purpose"), "its message");
        }
    }
    assert_eq!(model::alive(), 0, "threads that are still at work when `stop` has returned");
}
