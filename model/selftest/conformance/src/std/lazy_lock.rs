//! `LazyLock`.

use std::cell::Cell;
use std::fmt::Debug;
use std::ops::{Deref, DerefMut};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{LazyLock, Mutex};
use std::thread;

use crate::std::catch;
use crate::{panics, sometimes};

is! {
    LazyLock<u8>: Send, Sync, UnwindSafe, RefUnwindSafe, Debug, Default, Deref<Target = u8>, DerefMut;
    // Its function is called by one thread only, and may have come from another.
    LazyLock<u8, Cell<fn() -> u8>>: Send, Sync;
}
is_not! {
    LazyLock<Cell<u8>>: Sync;
    LazyLock<Rc<u8>>: Send;
    LazyLock<u8, Rc<u8>>: Send;
    LazyLock<u8, Rc<u8>>: Sync;
    LazyLock<u8, &'static Cell<u8>>: UnwindSafe;
    LazyLock<u8>: Clone;
}

cases! {
    made_when_asked_for one_of_two_makes_it a_panic_poisons waiters_of_a_failure_panic to_oneself looks
    forced_alone_and_poisoned captures_what_it_needs in_a_static lazies_in_lazies default_is_made_late
}

fn made_when_asked_for() {
    let calls = Cell::new(0);
    let lazy = LazyLock::new(|| {
        calls.set(calls.get() + 1);
        92
    });
    assert_eq!((calls.get(), LazyLock::get(&lazy)), (0, None));
    assert_eq!(*lazy, 92);
    assert_eq!(LazyLock::force(&lazy), &92);
    assert_eq!((calls.get(), LazyLock::get(&lazy)), (1, Some(&92)));
}

fn one_of_two_makes_it() {
    let calls = AtomicU32::new(0);
    let by = Mutex::new(None);
    let lazy = LazyLock::new(|| {
        calls.fetch_add(1, Relaxed);
        *by.lock().unwrap() = thread::current().name().map(String::from);
        7
    });
    thread::scope(|s| {
        for name in ["a", "b"] {
            let started = thread::Builder::new()
                .name(name.into())
                .spawn_scoped(s, || assert_eq!((*lazy, calls.load(Relaxed)), (7, 1)));
            started.unwrap();
        }
    });
    assert_eq!(calls.load(Relaxed), 1);
    sometimes("the second", by.lock().unwrap().as_deref() == Some("b"));
}

fn a_panic_poisons() {
    let lazy: LazyLock<u8> = LazyLock::new(|| panic!("cannot be made"));
    assert_eq!(panics(|| *lazy), "cannot be made");
    let poisoned = "LazyLock instance has previously been poisoned";
    assert_eq!(panics(|| *lazy), poisoned);
    assert_eq!(panics(|| *LazyLock::force(&lazy)), poisoned);
    assert_eq!(LazyLock::get(&lazy), None);
    assert_eq!(format!("{lazy:?}"), "LazyLock(<uninit>)");
}

fn waiters_of_a_failure_panic() {
    static FAILS: LazyLock<u8> = LazyLock::new(|| panic!("cannot be made"));
    let mut said: Vec<_> = thread::scope(|s| {
        let other = s.spawn(|| panics(|| *FAILS));
        [panics(|| *FAILS), other.join().unwrap()].into()
    });
    said.sort();
    assert_eq!(said, ["LazyLock instance has previously been poisoned", "cannot be made"]);
}

fn to_oneself() {
    let mut lazy = LazyLock::new(|| 1);
    assert_eq!(LazyLock::get_mut(&mut lazy), None);
    *LazyLock::force_mut(&mut lazy) += 1;
    *lazy += 1;
    *LazyLock::get_mut(&mut lazy).unwrap() += 1;
    thread::scope(|s| {
        s.spawn(|| assert_eq!((*lazy, LazyLock::get(&lazy)), (4, Some(&4))));
    });
    let mut seen_first = LazyLock::new(|| 1);
    assert_eq!(*seen_first, 1);
    *seen_first = 9;
    assert_eq!(*seen_first, 9);
}

fn forced_alone_and_poisoned() {
    let mut lazy: LazyLock<u8> = LazyLock::new(|| panic!("cannot be made"));
    assert_eq!(panics(|| *LazyLock::force_mut(&mut lazy)), "cannot be made");
    let poisoned = "LazyLock instance has previously been poisoned";
    assert_eq!(panics(|| *LazyLock::force_mut(&mut lazy)), poisoned);
    assert_eq!(panics(|| *lazy), poisoned);
    assert_eq!(LazyLock::get_mut(&mut lazy), None);
    let mut lazy: LazyLock<u8> = LazyLock::new(|| panic!("cannot be made"));
    assert!(catch(|| *lazy).is_err());
    assert_eq!(panics(|| *LazyLock::force_mut(&mut lazy)), poisoned);
}

fn looks() {
    let lazy = LazyLock::new(|| "value");
    assert_eq!(format!("{lazy:?}"), "LazyLock(<uninit>)");
    LazyLock::force(&lazy);
    assert_eq!(format!("{lazy:?}"), "LazyLock(\"value\")");
}

fn captures_what_it_needs() {
    let mut words = vec!["a".to_string()];
    words.push("b".into());
    let lazy = LazyLock::new(move || words.join("-"));
    assert_eq!(lazy.len(), 3);
    assert_eq!(*lazy, "a-b");
    // Dropped without ever having been asked for: what it captured goes with it.
    let captured = std::sync::Arc::new(());
    drop(LazyLock::new({
        let captured = captured.clone();
        move || captured
    }));
    assert_eq!(std::sync::Arc::strong_count(&captured), 1);
}

fn in_a_static() {
    static TABLE: LazyLock<Mutex<Vec<u32>>> = LazyLock::new(|| Mutex::new(vec![1]));
    thread::scope(|s| {
        s.spawn(|| TABLE.lock().unwrap().push(2));
        TABLE.lock().unwrap().push(3);
    });
    let mut table = TABLE.lock().unwrap();
    assert_eq!(table[0], 1);
    table.sort();
    assert_eq!(*table, [1, 2, 3]);
}

fn lazies_in_lazies() {
    static INNER: LazyLock<u32> = LazyLock::new(|| 20);
    static OUTER: LazyLock<u32> = LazyLock::new(|| *INNER + 1);
    thread::scope(|s| {
        s.spawn(|| assert_eq!(*INNER, 20));
        assert_eq!(*OUTER, 21);
    });
}

fn default_is_made_late() {
    let lazy: LazyLock<Vec<u8>> = LazyLock::default();
    assert!(LazyLock::get(&lazy).is_none());
    assert!(lazy.is_empty());
}
