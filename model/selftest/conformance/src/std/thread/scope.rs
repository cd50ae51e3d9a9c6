//! `scope` and `Scope`.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread::{self, Scope};

use crate::panics;

is! {
    Scope<'static, 'static>: Send, Sync, RefUnwindSafe, Debug;
}
is_not! {
    Scope<'static, 'static>: UnwindSafe;
    Scope<'static, 'static>: Clone;
}

cases! {
    lends_what_lives_longer waits_for_all reports_a_panic waits_before_it_panics gives_back_what_its_body_does
    threads_start_threads shared_by_threads
}

fn lends_what_lives_longer() {
    let mut numbers = vec![1, 2, 3, 4];
    let total = AtomicU32::new(0);
    thread::scope(|s| {
        for half in numbers.chunks_mut(2) {
            s.spawn(|| {
                half.iter_mut().for_each(|n| *n *= 10);
                total.fetch_add(half.iter().sum(), Relaxed);
            });
        }
    });
    assert_eq!((numbers, total.into_inner()), (vec![10, 20, 30, 40], 100));
}

fn waits_for_all() {
    let done = AtomicU32::new(0);
    thread::scope(|s| {
        drop(s.spawn(|| done.fetch_add(1, Relaxed)));
        s.spawn(|| done.fetch_add(1, Relaxed));
    });
    assert_eq!(done.load(Relaxed), 2);
}

fn reports_a_panic() {
    let said = panics(|| {
        thread::scope(|s| {
            s.spawn(|| panic!("nobody joins me"));
        })
    });
    assert_eq!(said, "a scoped thread panicked");
    // Whoever joins it has been told.
    assert!(thread::scope(|s| s.spawn(|| panic!("somebody does")).join().is_err()));
}

fn waits_before_it_panics() {
    let done = AtomicU32::new(0);
    let said = panics(|| {
        thread::scope(|s| {
            s.spawn(|| done.fetch_add(1, Relaxed));
            s.spawn(|| panic!("theirs"));
            panic!("ours")
        })
    });
    assert_eq!((said.as_str(), done.load(Relaxed)), ("ours", 1));
}

fn gives_back_what_its_body_does() {
    let text = String::from("borrowed");
    let first: &str = thread::scope(|s| s.spawn(|| &text[..1]).join().unwrap());
    assert_eq!(first, "b");
    assert!(thread::scope(|s| format!("{s:?}").starts_with("Scope { ")));
}

fn threads_start_threads() {
    let done = AtomicU32::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            s.spawn(|| done.fetch_add(1, Relaxed));
            done.fetch_add(1, Relaxed);
        });
    });
    assert_eq!(done.into_inner(), 2);
}

fn shared_by_threads() {
    let done = AtomicU32::new(0);
    thread::scope(|outer| {
        thread::scope(|inner| {
            outer.spawn(|| done.fetch_add(1, Relaxed));
            inner.spawn(|| done.fetch_add(1, Relaxed));
        });
        assert!(done.load(Relaxed) >= 1);
    });
    assert_eq!(done.into_inner(), 2);
}
