//! Is no change lost, and does whoever reads see a whole value, under every schedule?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::Live;

/// Two updates: both take effect, and each returns what its own change has made.
pub fn no_update_is_lost() {
    let live = Live::new(1);
    let update = |change: fn(i32) -> i32| {
        let mut made = 0;
        let new = live.update(|value| {
            made = change(*value);
            made
        });
        assert_eq!(*new, made, "what an update returned, and what its change had made");
    };
    thread::scope(|scope| {
        scope.spawn(|| update(|value| value * 10));
        update(|value| value + 2);
    });
    let value = *live.current();
    assert!(value == 12 || value == 30, "1, times 10 and plus 2 in either order, came to {value}");
}

/// An update and a replacement: both take effect.
pub fn no_replacement_is_lost() {
    let live = Live::new(1);
    let old = thread::scope(|scope| {
        let other = scope.spawn(|| live.replace(100));
        live.update(|value| value + 2);
        *other.join().expect("this thread only replaces the value")
    });
    let value = *live.current();
    match old {
        1 => assert_eq!(value, 102, "1 was replaced by 100, and then 2 was added"),
        3 => assert_eq!(value, 100, "2 was added to 1, and then it was replaced by 100"),
        old => panic!("1, or 3 after the update, was to be replaced, and it was {old}"),
    }
}

/// Two updates and a replacement: each has its turn, whoever is before it.
//@ bound: 2
pub fn everybody_has_a_turn() {
    let live = Live::new(1);
    let old = thread::scope(|scope| {
        scope.spawn(|| live.update(|value| value + 10));
        let other = scope.spawn(|| live.replace(100));
        live.update(|value| value + 2);
        *other.join().expect("this thread only replaces the value")
    });
    let value = *live.current();
    assert_eq!(old - 1 + value, 112, "1 and 100, and 10 and 2 added to whichever was current");
}

/// Whoever reads meanwhile gets the value before or the value after, and never waits for the change.
pub fn before_or_after() {
    let live = Live::new((1, 1));
    let (asked, written) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let seen = thread::scope(|scope| {
        scope.spawn(|| {
            live.update(|value| {
                assert_eq!(*live.current(), (1, 1), "what is current for whoever changes it");
                assert_eq!(asked.fetch_add(1, Ordering::SeqCst), 0, "calls of `change` before");
                written.store(7, Ordering::Relaxed);
                (value.0 + 1, value.1 + 1)
            })
        });
        let seen = *live.current();
        if seen != (1, 1) {
            assert_eq!(
                written.load(Ordering::Relaxed),
                7,
                "what `change` wrote, as seen by whoever has its value"
            );
        }
        seen
    });
    assert!(seen == (1, 1) || seen == (2, 2), "from (1, 1) to (2, 2), and {seen:?} was seen");
    model::sometimes("the value after the change was seen", seen == (2, 2));
    model::sometimes("the value before the change was seen", seen == (1, 1));
}

/// A change that panics lets the next one go on.
pub fn a_panic_lets_the_next_one_change_it() {
    let live = Live::new(1);
    thread::scope(|scope| {
        scope.spawn(|| {
            let broken = |_: &i32| -> i32 { panic!("broken on purpose") };
            assert!(catch_unwind(AssertUnwindSafe(|| live.update(broken))).is_err());
        });
        live.update(|value| value + 2);
    });
    assert_eq!(*live.current(), 3, "one update took effect, the other one panicked");
}
