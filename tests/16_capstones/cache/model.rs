//! Is there one load for a key, does everybody hear of its end, and does nothing forgotten come back, under every schedule?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;

use answer::Cache;

/// Three ask for a key that nobody knows: one of them loads, and all three get what it loaded.
pub fn one_load_however_many_ask() {
    let (cache, loads) = (Cache::new(), AtomicU64::new(0));
    // Read-modify-write: each load has a number of its own, and the number is the value.
    let ask = || cache.get("chair", || Ok::<_, ()>(loads.fetch_add(1, Ordering::SeqCst) + 1));
    let got = thread::scope(|scope| {
        let others = [scope.spawn(ask), scope.spawn(ask)];
        let own = ask();
        let [first, second] = others.map(|other| other.join().expect("this thread only asks"));
        [own, first, second]
    });
    assert_eq!(loads.load(Ordering::SeqCst), 1, "loads of one key");
    assert_eq!(got, [Ok(1); 3], "what the three got");
    assert_eq!(cache.peek("chair"), Some(1), "what is known afterwards");
}

/// Two keys are loaded at the same time, and neither's end is taken for the other's.
pub fn each_key_for_itself() {
    let cache = Cache::new();
    let (chair, table) = thread::scope(|scope| {
        let other = scope.spawn(|| cache.get("table", || Ok::<_, ()>(20)));
        let own = cache.get("chair", || Ok::<_, ()>(10));
        (own, other.join().expect("this thread only asks"))
    });
    assert_eq!((chair, table), (Ok(10), Ok(20)), "the values of two keys");
    assert_eq!((cache.peek("chair"), cache.peek("table")), (Some(10), Some(20)), "what is known");
}

/// It is known, somebody asks for it and two peek: nobody loads it, and all see it.
pub fn what_is_known_is_known_to_all() {
    let cache = Cache::new();
    assert_eq!(cache.get("chair", || Ok::<_, ()>(7)), Ok(7), "the first load");
    thread::scope(|scope| {
        scope.spawn(|| assert_eq!(cache.get("chair", || Err("again")), Ok(7), "a known value"));
        scope.spawn(|| assert_eq!(cache.peek("chair"), Some(7), "a known value, peeked at"));
        assert_eq!(cache.peek("chair"), Some(7), "a known value, peeked at");
    });
}

/// One of three loads fails: its caller gets the error, and the two others share the second load.
pub fn a_failed_load_is_tried_again() {
    let (cache, loads) = (Cache::new(), AtomicU64::new(0));
    let ask = || cache.get("chair", || Ok::<_, &str>(loads.fetch_add(1, Ordering::SeqCst) + 1));
    let (failing, others) = thread::scope(|scope| {
        let failing = scope.spawn(|| cache.get("chair", || Err("the database is down")));
        let other = scope.spawn(ask);
        let own = ask();
        let join = "this thread only asks";
        (failing.join().expect(join), [own, other.join().expect(join)])
    });
    assert!(
        matches!(failing, Ok(1) | Err("the database is down")),
        "the caller of the load that fails got {failing:?}"
    );
    assert_eq!(others, [Ok(1); 2], "what the two others got");
    assert_eq!(loads.load(Ordering::SeqCst), 1, "loads that ended well");
    assert_eq!(cache.peek("chair"), Some(1), "what is known afterwards");
}

/// One of two loads panics: for the other caller it is as if it had failed.
pub fn a_panicking_load_is_tried_again() {
    let cache = Cache::new();
    let other = thread::scope(|scope| {
        scope.spawn(|| {
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                cache.get("chair", || -> Result<u64, &str> { panic!("broken on purpose") })
            }));
            assert!(
                matches!(outcome, Err(_) | Ok(Ok(7))),
                "the caller of the load that panics got {outcome:?}"
            );
        });
        cache.get("chair", || Ok::<_, &str>(7))
    });
    assert_eq!(other, Ok(7), "what the other one got");
    assert_eq!(cache.peek("chair"), Some(7), "what is known afterwards");
}

/// A load fails, and it is told to who waits for it, though somebody else waits for another key.
pub fn the_failure_is_told_to_who_waits_for_it() {
    let cache = Cache::new();
    thread::scope(|scope| {
        scope.spawn(|| cache.get("chair", || Err("the database is down")));
        // The table needs the chair. So one waits for the chair, and one waits for the table until the chair is there.
        scope.spawn(|| cache.get("table", || cache.get("chair", || Ok::<_, &str>(7))));
        assert_eq!(cache.get("table", || Ok::<_, &str>(7)), Ok(7), "the value of the table");
    });
    assert_eq!(cache.peek("table"), Some(7), "what is known afterwards");
}

/// Somebody loads the old price while it is corrected: after `forget` nobody gets it any more.
pub fn what_was_forgotten_stays_forgotten() {
    let (cache, price) = (Cache::new(), AtomicU64::new(1));
    // Read-modify-write: a load that begins after the correction sees it.
    let ask = || cache.get("chair", || Ok::<_, ()>(price.fetch_add(0, Ordering::SeqCst)));
    thread::scope(|scope| {
        let before = scope.spawn(ask);
        price.store(2, Ordering::SeqCst);
        cache.forget("chair");
        let seen = cache.peek("chair");
        assert!(matches!(seen, None | Some(2)), "known after `forget`: {seen:?}");
        assert_eq!(ask(), Ok(2), "the price, asked for after `forget`");
        let before = before.join().expect("this thread only asks");
        assert!(matches!(before, Ok(1 | 2)), "the price, asked for before: {before:?}");
    });
    let seen = cache.peek("chair");
    assert_eq!(seen, Some(2), "what is known in the end");
}

/// A load is forgotten and fails, while another one ends well: what that one loaded is known.
pub fn a_forgotten_load_takes_nothing_with_it() {
    let cache = Cache::new();
    thread::scope(|scope| {
        scope.spawn(|| cache.get("chair", || Err("the database is down")));
        cache.forget("chair");
        assert_eq!(cache.get("chair", || Ok::<_, &str>(7)), Ok(7), "asked for after `forget`");
    });
    assert_eq!(cache.peek("chair"), Some(7), "what is known in the end");
}

/// A load is forgotten and panics, while another one ends well: what that one loaded is known.
pub fn a_forgotten_panic_takes_nothing_with_it() {
    let cache = Cache::new();
    thread::scope(|scope| {
        scope.spawn(|| {
            let _ = catch_unwind(AssertUnwindSafe(|| {
                cache.get("chair", || -> Result<u64, &str> { panic!("broken on purpose") })
            }));
        });
        cache.forget("chair");
        assert_eq!(cache.get("chair", || Ok::<_, &str>(7)), Ok(7), "asked for after `forget`");
    });
    assert_eq!(cache.peek("chair"), Some(7), "what is known in the end");
}

/// Two ask, and meanwhile the key is forgotten: both are told of an end.
pub fn who_waits_for_a_forgotten_load_is_told() {
    let cache = Cache::new();
    let ask = || cache.get("chair", || Ok::<_, ()>(7));
    let got = thread::scope(|scope| {
        let others = [scope.spawn(ask), scope.spawn(ask)];
        cache.forget("chair");
        others.map(|other| other.join().expect("this thread only asks"))
    });
    assert_eq!(got, [Ok(7); 2], "what the two got");
}

/// A load is forgotten and fails: who waited for it goes on as if it asked now, and does not load what is known again.
pub fn who_waited_asks_anew() {
    let (cache, known_again) = (Cache::new(), AtomicBool::new(false));
    let (begins, begun) = mpsc::channel();
    let (ends, end) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(|| {
            cache.get("chair", move || {
                begins.send(()).expect("main waits for it");
                let _ = end.recv();
                Err("the database is down")
            })
        });
        begun.recv().expect("nobody else asks for it");
        scope.spawn(|| {
            cache.get("chair", || {
                assert!(!known_again.load(Ordering::SeqCst), "the key is known, and it is loaded");
                Ok::<_, &str>(8)
            })
        });
        cache.forget("chair");
        drop(ends);
        let got = cache.get("chair", || Ok::<_, &str>(7));
        assert!(matches!(got, Ok(7 | 8)), "asked for after `forget`: {got:?}");
        // If it is 8 the other one was loading, and may not be through with it.
        known_again.store(got == Ok(7), Ordering::SeqCst);
    });
}
