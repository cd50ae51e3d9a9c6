//! Does the cache do its job on real threads?
//!
//! Nobody asks here for a key that somebody else is just loading: what happens then is for the model.
//@ deadline: 8s

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use answer::Cache;
use harness::{Rendezvous, Rng};

/// Values, errors and what is known agree, when one thread does it all.
pub fn one_caller_agrees(seed: u64) -> Vec<(Option<Result<u64, u64>>, Option<u64>)> {
    let mut rng = Rng::new(seed);
    let cache = Cache::new();
    let mut said = Vec::new();
    for _ in 0..300 {
        let (key, number) = (name(rng.below(6)), rng.next_u64());
        let got = match rng.below(4) {
            0 => {
                cache.forget(&key);
                None
            }
            1 => Some(cache.get(&key, || Err(number))),
            _ => Some(cache.get(&key, || Ok(number))),
        };
        said.push((got, cache.peek(&key)));
    }
    said
}

/// What one thread has loaded is known to all others.
pub fn what_is_known_is_not_loaded_again() {
    let cache = Cache::new();
    thread::scope(|scope| scope.spawn(|| cache.get("chair", || Ok::<_, ()>(7))).join().unwrap())
        .expect("this load ends well");
    let again = cache.get("chair", || -> Result<u64, ()> { panic!("it is known") });
    assert_eq!(again, Ok(7), "what another thread had loaded");
    assert_eq!(Cache::<u64>::new().peek("chair"), None, "what another cache knows");
}

/// Two keys are loaded at the same time.
pub fn two_keys_at_the_same_time() {
    let (cache, at_work) = (Cache::new(), Rendezvous::new(2));
    thread::scope(|scope| {
        for key in ["chair", "table"] {
            let (cache, at_work) = (&cache, &at_work);
            scope.spawn(move || {
                let load = || {
                    at_work.meet();
                    Ok::<_, ()>(key)
                };
                assert_eq!(cache.get(key, load), Ok(key), "the value of {key}");
            });
        }
    });
}

/// A load may get other keys from the same cache.
pub fn a_load_may_use_the_cache() {
    fn get(cache: &Cache<u64>, number: u64) -> Result<u64, ()> {
        let load = || if number == 0 { Ok(1) } else { Ok(get(cache, number - 1)? + 1) };
        cache.get(&name(number), load)
    }
    let cache = Cache::new();
    assert_eq!(get(&cache, 40), Ok(41), "a value that needs forty others");
    assert_eq!(cache.peek(&name(17)), Some(18), "one of those");
}

/// To peek waits for nobody, not even in the middle of a load.
pub fn peek_does_not_wait() {
    let (cache, seen) = (Cache::new(), Cell::new(Some(0)));
    let load = || {
        seen.set(cache.peek("chair"));
        Ok::<_, ()>(7)
    };
    assert_eq!(cache.get("chair", load), Ok(7), "the value");
    assert_eq!(seen.get(), None, "what was known of it while it was loaded");
    assert_eq!(cache.peek("chair"), Some(7), "what is known afterwards");
}

/// An error is the caller's, and the next one who asks loads again.
pub fn a_failed_load_leaves_nothing() {
    let cache = Cache::new();
    for reason in ["down", "still down"] {
        assert_eq!(cache.get("chair", || Err(reason)), Err(reason), "a load that failed");
        assert_eq!(cache.peek("chair"), None, "what is known after it");
    }
    assert_eq!(cache.get("chair", || Ok::<_, ()>(7)), Ok(7), "the load after those");
    assert_eq!(cache.peek("chair"), Some(7), "what is known after that");
}

/// A panic reaches the caller, and nobody else is harmed.
pub fn a_panicking_load_harms_nobody() {
    let cache = Cache::new();
    assert_eq!(cache.get("table", || Ok::<_, ()>(20)), Ok(20), "a load before");
    for _ in 0..2 {
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            cache.get("chair", || -> Result<u64, ()> { panic!("broken on purpose") })
        }));
        assert!(outcome.is_err(), "the load panicked, and its caller got {outcome:?}");
        assert_eq!(cache.peek("chair"), None, "what is known after a panic");
    }
    assert_eq!(cache.peek("table"), Some(20), "the other key");
    assert_eq!(cache.get("chair", || Ok::<_, ()>(7)), Ok(7), "the load after those");
    cache.forget("chair");
    assert_eq!(cache.peek("chair"), None, "forgotten after all that");
}

/// A load that is forgotten while it runs gives its value to its caller, and it is not kept.
pub fn forgotten_while_it_is_loaded() {
    let cache = Cache::new();
    let load = || {
        cache.forget("chair");
        Ok::<_, ()>(1)
    };
    assert_eq!(cache.get("chair", load), Ok(1), "the value of a load that was forgotten");
    assert_eq!(cache.peek("chair"), None, "what is known after it");
    assert_eq!(cache.get("chair", || Ok::<_, ()>(2)), Ok(2), "the next load");
    assert_eq!(cache.peek("chair"), Some(2), "what is known after that");
    cache.forget("table");
    assert_eq!(cache.peek("chair"), Some(2), "another key was forgotten");
    let load = || {
        cache.forget("chair");
        Ok::<_, ()>(3)
    };
    assert_eq!(cache.get("lamp", load), Ok(3), "the value of a load that forgets another key");
    assert_eq!(cache.peek("lamp"), Some(3), "another key was forgotten while this one was loaded");
}

/// Names of keys; one of them is empty.
fn name(number: u64) -> String {
    if number == 0 { String::new() } else { format!("item {number}") }
}
