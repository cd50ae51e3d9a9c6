//! `WaitGroup`.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use crossbeam::sync::WaitGroup;

is! {
    WaitGroup: Send, Sync, UnwindSafe, RefUnwindSafe, Clone, Debug, Default;
}

cases! { waits_for_every_clone alone_there_is_nothing_to_wait_for two_wait a_panic_leaves }

fn waits_for_every_clone() {
    let group = WaitGroup::new();
    let done = Arc::new(AtomicU32::new(0));
    for _ in 0..2 {
        let (group, done) = (group.clone(), done.clone());
        thread::spawn(move || {
            done.fetch_add(1, Relaxed);
            drop(group);
        });
    }
    group.wait();
    assert_eq!(done.load(Relaxed), 2);
}

fn alone_there_is_nothing_to_wait_for() {
    let group = WaitGroup::default();
    assert_eq!(format!("{:?}", group.clone()), "WaitGroup { count: 2 }");
    group.wait();
}

/// Whoever waits has left the group itself.
fn two_wait() {
    let group = WaitGroup::new();
    let other = group.clone();
    let waits = thread::spawn(move || other.wait());
    group.wait();
    waits.join().unwrap();
}

fn a_panic_leaves() {
    let group = WaitGroup::new();
    let theirs = group.clone();
    let panicked = thread::spawn(move || {
        let _theirs = theirs;
        panic!("on the way");
    });
    group.wait();
    assert!(panicked.join().is_err());
}
