//! Does the singleton do its job on real threads? Who comes between whose question and whose loading is for the model.
//!
//! Each check runs in a process of its own, so each begins with nothing loaded.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::{Settings, loaded, settings};
use harness::{Rng, seed};

/// What the first call loaded is what everybody gets.
pub fn the_first_load_counts(seed: u64) -> Vec<(String, u64)> {
    let mut rng = Rng::new(seed);
    (0..6)
        .map(|_| {
            let (owner, users) = (format!("owner {}", rng.below(1_000)), rng.next_u64());
            let settings = settings(move || Settings { owner, users });
            (settings.owner.clone(), settings.users)
        })
        .collect()
}

/// Nothing is loaded at first; later all calls, from any thread, get the same settings and load nothing.
pub fn everybody_gets_the_same() {
    assert_eq!(loaded(), None, "before the first load");
    let users = Rng::new(seed()).next_u64();
    let first = settings(|| Settings { owner: "ada".to_string(), users });
    assert_eq!((first.owner.as_str(), first.users), ("ada", users));
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let again = settings(|| panic!("the settings are loaded, and `load` was called"));
                assert!(ptr::eq(first, again), "another thread got other settings");
                let seen = loaded().expect("the settings are loaded");
                assert!(ptr::eq(first, seen), "`loaded` returned other settings");
            });
        }
    });
}

/// Many threads that come together cause one load.
pub fn together_one_load() {
    let (together, loads) = (Barrier::new(8), AtomicUsize::new(0));
    thread::scope(|scope| {
        for users in 0..8 {
            let (together, loads) = (&together, &loads);
            scope.spawn(move || {
                together.wait();
                settings(|| {
                    loads.fetch_add(1, Ordering::SeqCst);
                    Settings { owner: String::new(), users }
                });
            });
        }
    });
    assert_eq!(loads.into_inner(), 1, "loads by eight threads");
}

/// A load may look whether there are settings already.
pub fn a_load_may_look() {
    let settings = settings(|| {
        assert_eq!(loaded(), None, "what is loaded while the first load runs");
        let elsewhere = thread::scope(|scope| scope.spawn(|| loaded().is_some()).join());
        assert!(!elsewhere.expect("this thread only looks"), "nothing is loaded yet");
        Settings { owner: "ada".to_string(), users: 5 }
    });
    assert_eq!(loaded(), Some(settings), "after the load");
}

/// A load that panics has loaded nothing, and the next one is tried.
pub fn a_load_that_panics_is_tried_again() {
    for attempt in 1..=3 {
        let failed = catch_unwind(AssertUnwindSafe(|| {
            settings(|| panic!("the licence server hangs up, on purpose"))
        }));
        assert!(failed.is_err(), "attempt {attempt}: the panic of `load` goes on to its caller");
        assert_eq!(loaded(), None, "after {attempt} loads that panicked");
    }
    assert_eq!(settings(|| Settings { owner: "ada".to_string(), users: 5 }).users, 5);
    assert_eq!(settings(|| panic!("the settings are loaded by now")).users, 5);
}
