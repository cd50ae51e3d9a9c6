//! `Parker` and `Unparker`.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam::sync::{Parker, Unparker};

use crate::sometimes;

is! {
    Parker: Send, UnwindSafe, RefUnwindSafe, Debug, Default;
    Unparker: Send, Sync, UnwindSafe, RefUnwindSafe, Debug, Clone;
}
is_not! {
    Parker: Sync;
    Parker: Clone;
    Unparker: Default;
}

cases! { keeps_one_token waits_for_the_token each_token_wakes_one does_not_wake_without_a_token gives_up }

fn keeps_one_token() {
    let parker = Parker::new();
    parker.unparker().unpark();
    parker.unparker().unpark();
    parker.park();
    let unparker = parker.unparker().clone();
    let second = thread::spawn(move || unparker.unpark());
    parker.park();
    second.join().unwrap();
    assert_eq!(format!("{parker:?} {:?}", parker.unparker()), "Parker { .. } Unparker { .. }");
}

fn waits_for_the_token() {
    let parker = Parker::default();
    let unparker: Unparker = parker.unparker().clone();
    let done = AtomicU32::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            done.store(1, Relaxed);
            unparker.unpark();
        });
        parker.park();
        assert_eq!(done.load(Relaxed), 1);
    });
}

/// Two tokens for two parkers, and the third thread holds neither.
fn each_token_wakes_one() {
    let parkers = [Parker::new(), Parker::new()];
    let unparkers = [parkers[0].unparker().clone(), parkers[1].unparker().clone()];
    thread::scope(|s| {
        for parker in parkers {
            s.spawn(move || parker.park());
        }
        unparkers.iter().for_each(Unparker::unpark);
    });
}

/// Unlike `std::thread::park`: what it waits for is so.
fn does_not_wake_without_a_token() {
    let parker = Parker::new();
    let unparker = parker.unparker().clone();
    let tokens = AtomicU32::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            for _ in 0..2 {
                tokens.fetch_add(1, Relaxed);
                unparker.unpark();
            }
        });
        parker.park();
        assert!(tokens.load(Relaxed) > 0);
    });
}

/// Whether or not the token came in time, it wakes once.
fn gives_up() {
    const SOON: Duration = Duration::from_millis(2);
    let parker = Parker::new();
    let begun = Instant::now();
    parker.park_timeout(SOON);
    parker.park_deadline(begun + 2 * SOON);
    assert!(begun.elapsed() >= 2 * SOON);
    let (unparker, token) = (parker.unparker().clone(), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            token.store(1, Relaxed);
            unparker.unpark();
        });
        parker.park_timeout(SOON);
        let came = token.load(Relaxed);
        sometimes("in time", came == 1);
        sometimes("too late", came == 0);
        if came == 0 {
            parker.park();
        }
    });
}
