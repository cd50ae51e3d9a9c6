//! Does it do its job on real threads? Who tries after whose failure, and who waits, is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::{Arc, Barrier, Mutex};
use std::thread;

use answer::Lazy;
use harness::{Rng, seed};

/// What each of many attempts gets, some of which fail.
pub fn the_first_success_counts(seed: u64) -> Vec<Result<u64, String>> {
    let mut rng = Rng::new(seed);
    let mut got = Vec::new();
    for _ in 0..20 {
        let lazy = Lazy::new();
        for _ in 0..5 {
            let (up, answer) = (rng.below(3) == 0, rng.next_u64());
            let init = || if up { Ok(answer) } else { Err(format!("down: {answer}")) };
            got.push(lazy.get_or_try_init(init).copied());
            got.push(lazy.get().copied().ok_or_else(|| "none".to_string()));
        }
    }
    got
}

/// A value that is there is returned, the same to all, and nothing is called any more.
pub fn a_value_stays() {
    static DATABASE: Lazy<String> = Lazy::new();
    assert_eq!(DATABASE.get(), None, "before the first attempt");
    let failed = DATABASE.get_or_try_init(|| Err("down"));
    assert_eq!(failed, Err("down"), "the first attempt");
    assert_eq!(DATABASE.get(), None, "after an attempt that failed");
    let name = Rng::new(seed()).next_u64().to_string();
    let first = DATABASE.get_or_try_init(|| Ok::<_, ()>(name.clone())).expect("this one succeeds");
    assert_eq!(*first, name);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let again = DATABASE.get_or_try_init(|| -> Result<String, ()> {
                    panic!("there is a value, and `init` was called")
                });
                assert!(ptr::eq(first, again.expect("there is a value")), "another value");
                assert!(ptr::eq(first, DATABASE.get().expect("there is a value")), "another value");
            });
        }
    });
}

/// Eight callers that come together, of whom the first five fail: six attempts, one after the other.
pub fn each_failure_is_followed_by_another_attempt() {
    let (lazy, together) = (Lazy::default(), Barrier::new(8));
    let attempts = Mutex::new(0);
    let failures = thread::scope(|scope| {
        let callers: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    together.wait();
                    let got = lazy.get_or_try_init(|| {
                        let mut attempts =
                            attempts.try_lock().map_err(|_| "two attempts at once")?;
                        *attempts += 1;
                        if *attempts <= 5 { Err("down") } else { Ok(*attempts) }
                    });
                    match got {
                        Ok(6) => 0,
                        Err("down") => 1,
                        other => panic!("a caller got {other:?}"),
                    }
                })
            })
            .collect();
        callers.into_iter().map(|caller| caller.join().expect("a caller")).sum::<usize>()
    });
    assert_eq!(failures, 5, "callers whose attempt failed");
    assert_eq!(attempts.into_inner().expect("no attempt panicked"), 6, "attempts");
}

/// An attempt may look whether there is a value, from any thread.
pub fn an_attempt_may_look() {
    let lazy = Lazy::new();
    let got: Result<&u64, ()> = lazy.get_or_try_init(|| {
        assert_eq!(lazy.get(), None, "what there is during the first attempt");
        let elsewhere = thread::scope(|scope| scope.spawn(|| lazy.get().is_some()).join());
        assert!(!elsewhere.expect("this thread only looks"), "there is no value yet");
        Ok(7)
    });
    assert_eq!(got, Ok(&7));
}

/// An attempt that panics has failed, and the next one is made.
pub fn a_panic_is_a_failure() {
    let lazy = Lazy::new();
    for _ in 0..2 {
        let tried = catch_unwind(AssertUnwindSafe(|| {
            lazy.get_or_try_init(|| -> Result<u64, ()> { panic!("broken on purpose") })
        }));
        assert!(tried.is_err(), "the panic of `init` goes on to its caller");
        assert_eq!(lazy.get(), None, "after an attempt that panicked");
    }
    assert_eq!(lazy.get_or_try_init(|| Err("down")), Err("down"));
    assert_eq!(lazy.get_or_try_init(|| Ok::<_, ()>(7)), Ok(&7));
}

/// The value is dropped when its place is, and not before.
pub fn the_value_is_dropped_with_its_place() {
    let value = Arc::new(());
    let lazy = Lazy::new();
    let got: Result<&Arc<()>, ()> = lazy.get_or_try_init(|| Ok(Arc::clone(&value)));
    assert!(got.is_ok());
    assert_eq!(Arc::strong_count(&value), 2, "owners while there is the `Lazy`");
    drop(lazy);
    assert_eq!(Arc::strong_count(&value), 1, "owners after the `Lazy` was dropped");
    drop(Lazy::<Arc<()>>::new());
}
