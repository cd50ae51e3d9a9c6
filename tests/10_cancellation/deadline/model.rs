//! Does everybody get up under every schedule, and nobody by mistake?
//!
//! A wait that ends for no reason, and who is woken first, are choices that are explored. Time is the model's.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use answer::Token;

const LIMIT: Duration = Duration::from_millis(2);

/// Somebody waits for a grandchild, or is about to, and the root is cancelled: what was written before is seen.
pub fn the_root_is_cancelled() {
    let (root, written) = (Token::new(), AtomicU64::new(0));
    let grandchild = root.child(Duration::MAX).child(Duration::MAX);
    thread::scope(|scope| {
        scope.spawn(|| {
            assert!(grandchild.wait_for(Duration::MAX), "it waits until it is done");
            // Relaxed on purpose: that it is seen must follow from the cancelling.
            assert_eq!(written.load(Ordering::Relaxed), 7, "what was written before the cancel");
        });
        written.store(7, Ordering::Relaxed);
        root.cancel();
    });
}

/// Two wait, for a token and for its child: both get up.
//@ bound: 2
pub fn everybody_gets_up() {
    let token = Token::new();
    let child = token.child(Duration::MAX);
    thread::scope(|scope| {
        scope.spawn(|| assert!(token.wait_for(Duration::MAX), "it waits until it is done"));
        scope.spawn(|| assert!(child.wait_for(Duration::MAX), "it waits until it is done"));
        token.cancel();
    });
}

/// A child is cancelled while somebody waits for its parent: the time is up, and the parent is not done.
pub fn a_child_is_cancelled() {
    let root = Token::new();
    let child = root.child(Duration::MAX);
    thread::scope(|scope| {
        scope.spawn(|| child.cancel());
        let begun = Instant::now();
        assert!(!root.wait_for(LIMIT), "only the child was cancelled");
        let waited = begun.elapsed();
        assert!(waited >= LIMIT, "given up after {waited:?}, with a limit of {LIMIT:?}");
    });
    assert!(child.is_done() && !root.is_done(), "only the child was cancelled");
}

/// The time may be up, or it may be cancelled before: it is done in any case, and not without a reason.
pub fn the_time_or_a_cancel() {
    let (root, written) = (Token::new(), AtomicU64::new(0));
    let begun = Instant::now();
    let child = root.child(LIMIT);
    thread::scope(|scope| {
        scope.spawn(|| {
            written.store(7, Ordering::Relaxed);
            root.cancel();
        });
        assert!(child.wait_for(Duration::MAX), "it is done in any case");
        let waited = begun.elapsed();
        if waited < LIMIT {
            assert_eq!(written.load(Ordering::Relaxed), 7, "what was written before the cancel");
        }
        model::sometimes("it was cancelled before the time was up", waited < LIMIT);
    });
}

/// Whoever asks and is told that it was cancelled sees what was written before.
pub fn told_by_asking() {
    let (root, written) = (Token::new(), AtomicU64::new(0));
    let child = root.child(Duration::MAX);
    thread::scope(|scope| {
        scope.spawn(|| {
            written.store(7, Ordering::Relaxed);
            root.cancel();
        });
        let done = child.is_done();
        if done {
            assert_eq!(written.load(Ordering::Relaxed), 7, "what was written before the cancel");
            assert!(child.is_done(), "what is done stays done");
        }
        model::sometimes("it was done", done);
        model::sometimes("it was not done yet", !done);
    });
}

/// A child is made while its parent is being cancelled: it is done, whichever came first.
pub fn a_child_is_made_meanwhile() {
    let root = Token::new();
    thread::scope(|scope| {
        scope.spawn(|| root.cancel());
        let child = root.child(Duration::MAX);
        assert!(child.wait_for(Duration::MAX), "its parent is cancelled");
    });
}

/// A token and its child are cancelled at the same time: both are done, and nobody waits for the other for ever.
pub fn both_are_cancelled() {
    let root = Token::new();
    let child = root.child(Duration::MAX);
    thread::scope(|scope| {
        scope.spawn(|| root.cancel());
        child.cancel();
    });
    assert!(root.is_done() && child.is_done(), "both were cancelled");
}

/// While somebody waits for it, another one asks, waits for a shorter time, and cancels it.
//@ bound: 2
pub fn asked_while_somebody_waits() {
    let token = Token::new();
    thread::scope(|scope| {
        scope.spawn(|| assert!(token.wait_for(Duration::MAX), "it waits until it is done"));
        assert!(!token.is_done(), "nobody has cancelled it");
        assert!(!token.wait_for(LIMIT), "nobody has cancelled it");
        token.cancel();
    });
}
