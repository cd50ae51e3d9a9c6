//! Is there one attempt at a time and one success, and is nobody forgotten, under every schedule?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::Lazy;

/// Two come together, and their attempts would succeed: one is made, and both have its value.
pub fn one_success_for_all() {
    let (lazy, attempts) = (Lazy::new(), AtomicUsize::new(0));
    let attempt = |value: u64| {
        attempts.fetch_add(1, Ordering::SeqCst);
        Ok::<_, ()>(value)
    };
    thread::scope(|scope| {
        let other = scope.spawn(|| lazy.get_or_try_init(|| attempt(1)).expect("it succeeds"));
        let here = lazy.get_or_try_init(|| attempt(2)).expect("it succeeds");
        let there = other.join().expect("this thread only asks for the value");
        assert!(ptr::eq(here, there), "two callers got the values {here} and {there}");
    });
    assert_eq!(attempts.load(Ordering::SeqCst), 1, "attempts, of which the first succeeded");
}

/// The first attempt fails: whoever waits makes the next one, and never beside it.
pub fn whoever_waits_is_next() {
    let (lazy, trying) = (Lazy::new(), AtomicUsize::new(0));
    let attempt = |result: Result<u64, &'static str>| {
        // Read-modify-write: nothing stale is counted.
        assert_eq!(trying.fetch_add(1, Ordering::SeqCst), 0, "other attempts at the same time");
        trying.fetch_sub(1, Ordering::SeqCst);
        result
    };
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| lazy.get_or_try_init(|| attempt(Err("down"))).copied());
        let here = lazy.get_or_try_init(|| attempt(Ok(7))).copied();
        (here, other.join().expect("no two attempts at once, and `init` does not panic"))
    });
    assert_eq!(here, Ok(7), "whose attempt succeeds");
    assert!(there == Ok(7) || there == Err("down"), "whose attempt fails, and who got {there:?}");
    assert_eq!(lazy.get(), Some(&7), "the value in the end");
    model::sometimes("an attempt failed, and another one was made", there == Err("down"));
    model::sometimes("the attempt that would fail was not made", there == Ok(7));
}

/// Three come together, the first attempt fails, and nobody is forgotten.
//@ bound: 2
pub fn nobody_waits_for_ever() {
    let (lazy, attempts) = (Lazy::new(), AtomicUsize::new(0));
    let ask = || {
        let attempt = || match attempts.fetch_add(1, Ordering::SeqCst) {
            0 => Err("down"),
            before => Ok(before),
        };
        lazy.get_or_try_init(attempt).copied()
    };
    let got = thread::scope(|scope| {
        let others = [scope.spawn(ask), scope.spawn(ask)];
        let own = ask();
        let [one, two] = others.map(|other| other.join().expect("`init` does not panic"));
        [own, one, two]
    });
    let failures = got.iter().filter(|got| got.is_err()).count();
    assert_eq!(failures, 1, "callers whose attempt failed; they got {got:?}");
    assert_eq!(attempts.load(Ordering::SeqCst), 2, "attempts, of which the second succeeded");
}

/// Two wait for an attempt that succeeds: both get the value.
//@ bound: 2
pub fn everybody_who_waits_is_told() {
    let lazy = Lazy::new();
    let got = thread::scope(|scope| {
        let ask = || *lazy.get_or_try_init(|| Ok::<u64, ()>(7)).expect("it succeeds");
        let others = [scope.spawn(ask), scope.spawn(ask)];
        let own = ask();
        let [one, two] = others.map(|other| other.join().expect("`init` does not panic"));
        [own, one, two]
    });
    assert_eq!(got, [7; 3], "what three callers got");
}

/// An attempt that panics is followed by whoever waits.
pub fn a_panic_lets_the_next_one_try() {
    let lazy = Lazy::new();
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            let tried = catch_unwind(AssertUnwindSafe(|| {
                lazy.get_or_try_init(|| -> Result<u64, ()> { panic!("broken on purpose") }).copied()
            }));
            tried.ok()
        });
        assert_eq!(lazy.get_or_try_init(|| Ok::<_, ()>(7)), Ok(&7), "whose attempt succeeds");
        let there = other.join().expect("this thread catches its panic");
        assert!(
            there.is_none_or(|got| got == Ok(7)),
            "whose attempt panics, and who got {there:?}"
        );
    });
}

/// Whoever looks sees nothing, or all that was written before the attempt was over; and does not wait.
pub fn nothing_or_all_of_it() {
    let lazy = Lazy::new();
    let (begun, log) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            lazy.get_or_try_init(|| {
                begun.fetch_add(1, Ordering::Relaxed);
                log.store(7, Ordering::Relaxed);
                assert_eq!(lazy.get(), None, "what there is during the first attempt");
                Ok::<u64, ()>(1)
            })
            .copied()
        });
        // Orders nothing; it only makes sure that looking while the attempt runs is among what is explored.
        begun.fetch_add(0, Ordering::Relaxed);
        let seen = lazy.get().is_some();
        if seen {
            assert_eq!(
                log.load(Ordering::Relaxed),
                7,
                "what `init` wrote, as seen by whoever got the value"
            );
        }
        model::sometimes("the value was seen", seen);
        model::sometimes("the value was not there yet", !seen);
    });
}
