//! `Once`.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use crate::panics;
use crate::std::catch;

is! {
    Once: Send, Sync, UnwindSafe, RefUnwindSafe, Debug;
}
is_not! {
    Once: Default;
    Once: Clone;
}

cases! {
    called_once callers_wait_for_the_call a_panic_poisons a_forced_call_heals waiters_of_a_failure_panic_or_force
    waits_for_completion wait_panics_after_a_panic nested_onces_are_apart looks
}

fn called_once() {
    static ONCE: Once = Once::new();
    let mut calls = 0;
    assert!(!ONCE.is_completed());
    ONCE.call_once(|| calls += 1);
    ONCE.call_once(|| calls += 1);
    ONCE.call_once_force(|_| calls += 1);
    assert!(ONCE.is_completed());
    assert_eq!(calls, 1);
}

/// Whoever calls gets through only when the call is over, and sees what it did.
fn callers_wait_for_the_call() {
    static ONCE: Once = Once::new();
    static CALLS: AtomicU32 = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                ONCE.call_once(|| {
                    CALLS.fetch_add(1, Relaxed);
                });
                assert_eq!(CALLS.load(Relaxed), 1);
                assert!(ONCE.is_completed());
            });
        }
        if ONCE.is_completed() {
            assert_eq!(CALLS.load(Relaxed), 1);
        }
    });
    assert_eq!(CALLS.load(Relaxed), 1);
}

fn a_panic_poisons() {
    let once = Once::new();
    assert_eq!(panics(|| once.call_once(|| panic!("the first"))), "the first");
    assert!(!once.is_completed());
    let again = panics(|| once.call_once(|| unreachable!("it is poisoned")));
    assert_eq!(again, "Once instance has previously been poisoned");
    assert!(!once.is_completed());
}

fn a_forced_call_heals() {
    let once = Once::new();
    once.call_once_force(|state| assert!(!state.is_poisoned()));
    let once = Once::new();
    assert!(catch(|| once.call_once(|| panic!("poison it"))).is_err());
    assert!(catch(|| once.call_once_force(|_| panic!("again"))).is_err());
    once.call_once_force(|state| assert!(state.is_poisoned()));
    once.call_once(|| unreachable!("it is done"));
    assert!(once.is_completed());
}

fn waiters_of_a_failure_panic_or_force() {
    let once = Once::new();
    thread::scope(|s| {
        s.spawn(|| {
            let said = panics(|| once.call_once(|| panic!("fails")));
            assert!(said == "fails" || said.starts_with("Once instance"), "{said}");
        });
        s.spawn(|| match catch(|| once.call_once(|| panic!("fails, too"))) {
            Ok(()) => unreachable!("nobody completes it"),
            Err(_) => assert!(!once.is_completed()),
        });
    });
    once.call_once_force(|state| assert!(state.is_poisoned()));
}

fn waits_for_completion() {
    let once = Once::new();
    let done = AtomicU32::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            once.wait();
            assert_eq!(done.load(Relaxed), 1);
        });
        s.spawn(|| {
            once.wait_force();
            assert_eq!(done.load(Relaxed), 1);
        });
        once.call_once(|| done.store(1, Relaxed));
    });
    once.wait();
    once.wait_force();
}

fn wait_panics_after_a_panic() {
    let once = Once::new();
    let forced = AtomicU32::new(0);
    thread::scope(|s| {
        let waits = s.spawn(|| catch(|| once.wait()).is_ok());
        let forces = s.spawn(|| {
            once.wait_force();
            forced.load(Relaxed)
        });
        assert!(catch(|| once.call_once(|| panic!("poison it"))).is_err());
        assert!(!waits.join().unwrap(), "it was poisoned, and so it stayed");
        assert_eq!(panics(|| once.wait()), "Once instance has previously been poisoned");
        once.call_once_force(|_| forced.store(1, Relaxed));
        assert_eq!(forces.join().unwrap(), 1);
        once.wait();
    });
}

fn nested_onces_are_apart() {
    let (outer, inner) = (Once::new(), Once::new());
    outer.call_once(|| inner.call_once(|| {}));
    assert!(outer.is_completed() && inner.is_completed());
}

fn looks() {
    assert_eq!(format!("{:?}", Once::new()), "Once { .. }");
    #[expect(deprecated, reason = "it is there all the same")]
    let once = std::sync::ONCE_INIT;
    once.call_once(|| {});
    assert!(once.is_completed());
}

pub mod once_state {
    //! `OnceState`.

    use std::fmt::Debug;
    use std::panic::{RefUnwindSafe, UnwindSafe};
    use std::sync::{Once, OnceState};

    use crate::std::catch;

    is! {
        OnceState: Send, UnwindSafe, Debug;
    }
    is_not! {
        OnceState: Sync;
        OnceState: RefUnwindSafe;
    }

    cases! {
        says_whether_it_failed_before
    }

    fn says_whether_it_failed_before() {
        let once = Once::new();
        let failed = catch(|| {
            once.call_once_force(|state| {
                assert!(!state.is_poisoned());
                assert_eq!(format!("{state:?}"), "OnceState { poisoned: false }");
                panic!("fails");
            })
        });
        assert!(failed.is_err());
        once.call_once_force(|state| {
            assert!(state.is_poisoned());
            assert_eq!(format!("{state:?}"), "OnceState { poisoned: true }");
        });
    }
}
