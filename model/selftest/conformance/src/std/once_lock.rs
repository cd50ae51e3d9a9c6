//! `OnceLock`.

use std::cell::Cell;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};
use std::thread;

use crate::std::catch;
use crate::{panics, sometimes};

is! {
    OnceLock<u8>: Send, Sync, UnwindSafe, RefUnwindSafe, Debug, Default, Clone, From<u8>, PartialEq, Eq;
    OnceLock<Cell<u8>>: Send;
}
is_not! {
    OnceLock<Cell<u8>>: Sync;
    OnceLock<Rc<u8>>: Send;
    OnceLock<Rc<u8>>: Sync;
    OnceLock<*const u8>: Send;
    OnceLock<&'static Cell<u8>>: RefUnwindSafe;
    OnceLock<u8>: Copy;
    OnceLock<u8>: PartialOrd;
}

cases! {
    set_once one_of_two_sets one_of_two_initialises a_panic_leaves_it_empty a_setter_waits_for_the_initialiser
    waits_for_a_value to_oneself taken_and_set_again looks compares_and_clones dropped_once
    a_value_that_is_seen_is_complete initialised_in_a_static
}

fn set_once() {
    let cell = OnceLock::new();
    assert_eq!(cell.get(), None);
    assert_eq!(cell.set("a".to_string()), Ok(()));
    assert_eq!(cell.set("b".to_string()), Err("b".to_string()));
    assert_eq!(cell.get_or_init(|| unreachable!("there is a value")), "a");
    assert_eq!(cell.get().map(String::as_str), Some("a"));
}

fn one_of_two_sets() {
    let cell = OnceLock::new();
    let won = thread::scope(|s| {
        let a = s.spawn(|| cell.set(1).is_ok());
        let b = s.spawn(|| cell.set(2) == Err(2));
        (a.join().unwrap(), !b.join().unwrap())
    });
    assert_ne!(won.0, won.1);
    assert_eq!(cell.get(), Some(if won.0 { &1 } else { &2 }));
    sometimes("the second", won.1);
}

fn one_of_two_initialises() {
    let cell = OnceLock::new();
    let calls = AtomicU32::new(0);
    let init = |n| {
        calls.fetch_add(1, Relaxed);
        n
    };
    let (a, b) = thread::scope(|s| {
        let a = s.spawn(|| cell.get_or_init(|| init(1)));
        let b = s.spawn(|| cell.get_or_init(|| init(2)));
        (a.join().unwrap(), b.join().unwrap())
    });
    assert!(std::ptr::eq(a, b));
    assert_eq!(calls.load(Relaxed), 1);
    sometimes("the second", *a == 2);
}

fn a_panic_leaves_it_empty() {
    let cell = OnceLock::new();
    assert_eq!(panics(|| cell.get_or_init(|| panic!("no value"))), "no value");
    assert_eq!(cell.get(), None);
    assert_eq!(cell.get_or_init(|| 5), &5);
    let cell = OnceLock::new();
    assert!(catch(|| cell.get_or_init(|| panic!("no value"))).is_err());
    assert_eq!(cell.set(6), Ok(()));
}

fn a_setter_waits_for_the_initialiser() {
    let cell = OnceLock::new();
    let calls = AtomicU32::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            cell.get_or_init(|| {
                calls.fetch_add(1, Relaxed);
                1
            });
        });
        match cell.set(2) {
            Ok(()) => assert_eq!(cell.get(), Some(&2)),
            Err(value) => assert_eq!((value, cell.get(), calls.load(Relaxed)), (2, Some(&1), 1)),
        }
    });
}

fn waits_for_a_value() {
    let cell = OnceLock::new();
    thread::scope(|s| {
        let waits = s.spawn(|| *cell.wait());
        let also = s.spawn(|| cell.wait() == &7);
        // A failure is nothing that ends the waiting.
        assert!(catch(|| cell.get_or_init(|| panic!("no value"))).is_err());
        cell.set(7).unwrap();
        assert_eq!((waits.join().unwrap(), also.join().unwrap()), (7, true));
    });
    assert_eq!(cell.wait(), &7);
}

fn to_oneself() {
    let mut cell = OnceLock::new();
    assert_eq!(cell.get_mut(), None);
    cell.set(1).unwrap();
    *cell.get_mut().unwrap() += 1;
    thread::scope(|s| {
        s.spawn(|| assert_eq!(cell.get(), Some(&2)));
    });
    assert_eq!(cell.into_inner(), Some(2));
    assert_eq!(OnceLock::<u8>::new().into_inner(), None);
}

fn taken_and_set_again() {
    let mut cell = OnceLock::from(1);
    assert_eq!(cell.take(), Some(1));
    assert_eq!((cell.take(), cell.get()), (None, None));
    thread::scope(|s| {
        s.spawn(|| cell.set(2).unwrap());
    });
    assert_eq!(cell.take(), Some(2));
    assert_eq!(cell.get_or_init(|| 3), &3);
}

fn looks() {
    let cell = OnceLock::new();
    assert_eq!(format!("{cell:?}"), "OnceLock(<uninit>)");
    cell.set('x').unwrap();
    assert_eq!(format!("{cell:?}"), "OnceLock('x')");
    assert_eq!(format!("{:#?}", OnceLock::from(1)), "OnceLock(\n    1,\n)");
}

fn compares_and_clones() {
    let (empty, one) = (OnceLock::<u8>::default(), OnceLock::from(1));
    assert_ne!(empty, one);
    assert_eq!(one, one.clone());
    assert_eq!(empty, empty.clone());
    let copy = one.clone();
    assert_eq!((copy.set(2), copy.into_inner(), one.get()), (Err(2), Some(1), Some(&1)));
}

fn dropped_once() {
    let value = Arc::new(());
    let cell = OnceLock::new();
    cell.set(value.clone()).unwrap();
    assert_eq!(Arc::strong_count(&value), 2);
    assert!(cell.set(value.clone()).is_err());
    assert_eq!(Arc::strong_count(&value), 2);
    drop(cell);
    assert_eq!(Arc::strong_count(&value), 1);
    drop(OnceLock::<Arc<()>>::new());
}

fn a_value_that_is_seen_is_complete() {
    let (cell, parts) = (OnceLock::new(), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            cell.get_or_init(|| {
                parts.store(2, Relaxed);
                true
            });
        });
        match cell.get() {
            Some(true) => assert_eq!(parts.load(Relaxed), 2),
            seen => assert_eq!(seen, None),
        }
    });
    assert_eq!(cell.get(), Some(&true));
}

fn initialised_in_a_static() {
    static NAME: OnceLock<String> = OnceLock::new();
    assert_eq!(NAME.get(), None, "at the beginning of the program, and of each execution");
    let first = thread::scope(|s| {
        s.spawn(|| NAME.get_or_init(|| "theirs".into()));
        NAME.get_or_init(|| "ours".into())
    });
    assert!(std::ptr::eq(first, NAME.get().unwrap()));
}
