//! Does everybody get through, and nobody too early, under every schedule?
//!
//! A wait that ends for no reason, and which of two waiters is woken, are choices that are explored.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use answer::Gate;

/// Whoever gets through sees what was written before the gate was opened.
pub fn nobody_gets_through_too_early() {
    let (gate, config) = (Gate::new(), AtomicU64::new(0));
    let seen = thread::scope(|scope| {
        let handler = scope.spawn(|| {
            gate.wait();
            config.load(Ordering::Relaxed)
        });
        config.store(7, Ordering::Relaxed);
        gate.open();
        handler.join().expect("this thread only waits and looks")
    });
    assert_eq!(seen, 7, "the configuration, as seen by whoever had got through");
}

/// Everybody who waits gets through.
pub fn everybody_gets_through() {
    let gate = Gate::new();
    thread::scope(|scope| {
        scope.spawn(|| gate.wait());
        scope.spawn(|| gate.wait());
        gate.open();
    });
    assert!(gate.is_open(), "the gate was opened");
}

/// With a limit, too, the answer is whether the gate is open.
pub fn the_answer_is_the_state() {
    let (gate, config) = (Gate::new(), AtomicU64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            config.store(7, Ordering::Relaxed);
            gate.open();
        });
        // So short that whoever sleeps from question to question gets there, too.
        let open = gate.wait_for(Duration::from_millis(1));
        if open {
            assert_eq!(
                config.load(Ordering::Relaxed),
                7,
                "the configuration, as seen by whoever was told that the gate is open"
            );
        }
        model::sometimes("the gate was opened in time", open);
        model::sometimes("the time was up first", !open);
    });
}

/// Whoever is woken for no reason on the way does not wait longer for it.
pub fn the_limit_is_for_the_whole_wait() {
    let gate = Gate::new();
    let limit = Duration::from_millis(10);
    let begun = Instant::now();
    assert!(!gate.wait_for(limit), "nobody has opened the gate");
    let waited = begun.elapsed();
    // Whoever sleeps from question to question may come a little late.
    assert!(waited < limit * 3 / 2, "given up after {waited:?}, with a limit of {limit:?}");
}

/// Whoever is told that the gate is open sees what was written before.
pub fn an_open_gate_shows_what_is_behind_it() {
    let (gate, config) = (Gate::new(), AtomicU64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            config.store(7, Ordering::Relaxed);
            gate.open();
        });
        if gate.is_open() {
            assert_eq!(
                config.load(Ordering::Relaxed),
                7,
                "the configuration, as seen by whoever was told that the gate is open"
            );
        }
    });
}

/// Nobody gives up earlier than the limit says, however long it is, and not by a nanosecond.
pub fn nobody_gives_up_too_early() {
    let (gate, limit) = (Gate::new(), Duration::new(1_000_000_000, 1));
    thread::scope(|scope| {
        scope.spawn(|| gate.open());
        let begun = Instant::now();
        if !gate.wait_for(limit) {
            let waited = begun.elapsed();
            assert!(waited >= limit, "the limit was {limit:?}, and it gave up after {waited:?}");
        }
    });
}

/// Whoever waits keeps nobody else from asking, nor from waiting for as long as they like.
pub fn who_waits_keeps_nobody() {
    let gate = Gate::new();
    thread::scope(|scope| {
        scope.spawn(|| gate.wait());
        assert!(!gate.is_open(), "nobody has opened the gate yet");
        assert!(!gate.wait_for(Duration::from_millis(1)), "nobody has opened the gate yet");
        gate.open();
    });
}
