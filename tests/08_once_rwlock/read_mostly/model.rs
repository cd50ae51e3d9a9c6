//! Is a value added once and always found, and do readers get along, under every schedule?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::Table;

/// Two who come together for a new key: one makes it, and both read what was made.
pub fn one_value_for_both() {
    let (table, makes) = (Table::new(), AtomicUsize::new(0));
    let make = |value| {
        let makes = &makes;
        move || {
            makes.fetch_add(1, Ordering::SeqCst);
            value
        }
    };
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| table.with_or_add("ada", make(1), |value| *value));
        let here = table.with_or_add("ada", make(2), |value| *value);
        (here, other.join().expect("this thread only asks for a value"))
    });
    assert_eq!(here, there, "the values that two callers read");
    assert_eq!(makes.load(Ordering::SeqCst), 1, "calls of `make` for one key");
    assert_eq!(table.with("ada", |value| *value), Some(here), "the value in the end");
}

/// Whoever asks for a value reads one, though somebody removes it.
pub fn a_value_is_read_whatever_others_do() {
    let (table, makes) = (Table::new(), AtomicUsize::new(0));
    let ask = || {
        let make = || makes.fetch_add(1, Ordering::SeqCst) + 1;
        table.with_or_add("ada", make, |value| *value)
    };
    let (here, there, removed) = thread::scope(|scope| {
        let other = scope.spawn(|| (ask(), table.remove("ada")));
        let here = ask();
        let (there, removed) = other.join().expect("this thread adds and removes");
        (here, there, removed)
    });
    let made = makes.load(Ordering::SeqCst);
    assert_eq!(here.max(there), made, "the last value that was read, of so many that were made");
    assert!(removed, "a key was removed after it had been added, and was not there");
    assert_eq!(table.len(), made - 1, "keys: {made} made, one removed");
}

/// What is there is found, whatever is added and removed beside it.
pub fn what_is_there_is_found() {
    let table = Table::new();
    table.with_or_add("ada", || 1, |_| ());
    thread::scope(|scope| {
        scope.spawn(|| {
            table.with_or_add("bob", || 2, |_| ());
            assert!(table.remove("bob"), "the key was there");
        });
        assert_eq!(table.with("ada", |value| *value), Some(1), "a key that is there");
        assert!(table.len() >= 1, "keys, one of which is always there");
    });
}

/// Readers of a key that is there are inside at the same time, however they ask.
pub fn readers_get_along() {
    let (table, inside) = (Table::new(), AtomicUsize::new(0));
    table.with_or_add("ada", || 1, |_| ());
    let read = |value: &usize| {
        // Read-modify-write: nothing stale is counted.
        let others = inside.fetch_add(1, Ordering::SeqCst);
        inside.fetch_sub(1, Ordering::SeqCst);
        (*value, others)
    };
    let others = thread::scope(|scope| {
        let other = scope.spawn(|| table.with("ada", read));
        let (value, here) = table.with_or_add("ada", || 2, read);
        let there = other.join().expect("this thread only reads").expect("the key is there");
        assert_eq!((value, there.0), (1, 1), "the value");
        here + there.1
    });
    model::sometimes("two readers were inside at the same time", others > 0);
}

/// When `make` panics, whoever comes meanwhile makes the value.
pub fn a_panic_lets_the_next_one_make_it() {
    let table = Table::new();
    let there = thread::scope(|scope| {
        let other = scope.spawn(|| {
            let broken = || -> usize { panic!("broken on purpose") };
            catch_unwind(AssertUnwindSafe(|| table.with_or_add("ada", broken, |value| *value))).ok()
        });
        assert_eq!(table.with_or_add("ada", || 7, |value| *value), 7, "the value");
        other.join().expect("this thread catches its panic")
    });
    assert!(there.is_none_or(|value| value == 7), "whose `make` panics, and who read {there:?}");
    assert_eq!(table.len(), 1, "keys");
}
