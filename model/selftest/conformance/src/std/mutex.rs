//! `Mutex` and its guard.

use std::cell::Cell;
use std::fmt::{Debug, Display};
use std::ops::{Deref, DerefMut};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use std::thread;

use crate::std::catch;
use crate::{panics, sometimes};

is! {
    Mutex<u8>: Send, Sync, UnwindSafe, RefUnwindSafe, Debug, Default, From<u8>;
    Mutex<Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe;
    Mutex<dyn Send>: Send, Sync;
    MutexGuard<'static, u8>: Sync, UnwindSafe, RefUnwindSafe, Debug, Display, Deref<Target = u8>, DerefMut;
    MutexGuard<'static, Cell<u8>>: UnwindSafe;
}
is_not! {
    Mutex<Rc<u8>>: Send;
    Mutex<Rc<u8>>: Sync;
    Mutex<MutexGuard<'static, u8>>: Sync;
    Mutex<u8>: Clone;
    MutexGuard<'static, u8>: Send;
    MutexGuard<'static, Cell<u8>>: Sync;
    MutexGuard<'static, u8>: Clone;
}

cases! {
    one_at_a_time tried_and_refused poisoned_by_a_panic only_an_open_guard_poisons a_guard_taken_while_unwinding
    healed to_oneself unsized_data looks released_in_order in_a_static
}

fn one_at_a_time() {
    let (pair, inside) = (Mutex::new((0, 0)), Mutex::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let mut pair = pair.lock().unwrap();
                pair.0 += 1;
                *inside.lock().unwrap() += 1;
                pair.1 += 1;
                assert_eq!(pair.0, pair.1);
            });
        }
        let pair = pair.lock().unwrap();
        assert_eq!(pair.0, pair.1);
        sometimes("between the two", pair.0 == 1);
    });
    assert_eq!((pair.into_inner().unwrap(), inside.into_inner().unwrap()), ((2, 2), 2));
}

fn tried_and_refused() {
    let m = Mutex::new(1);
    let guard = m.lock().unwrap();
    assert!(matches!(m.try_lock(), Err(TryLockError::WouldBlock)));
    thread::scope(|s| {
        s.spawn(|| {
            assert_eq!(
                m.try_lock().unwrap_err().to_string(),
                "try_lock failed because the operation would block"
            )
        });
    });
    drop(guard);
    *m.try_lock().unwrap() += 1;
    assert_eq!(*m.lock().unwrap(), 2);
}

fn poisoned_by_a_panic() {
    let m = Arc::new(Mutex::new(1));
    let theirs = m.clone();
    let worker = thread::spawn(move || {
        let mut guard = theirs.lock().unwrap();
        *guard = 2;
        panic!("with the guard in hand");
    });
    assert!(worker.join().is_err());
    assert!(m.is_poisoned());
    let error = m.lock().unwrap_err();
    assert_eq!(error.to_string(), "poisoned lock: another task failed inside");
    assert_eq!(format!("{error:?}"), "PoisonError { .. }");
    assert_eq!(**error.get_ref(), 2, "what was half done is there to be seen");
    drop(error);
    match m.try_lock() {
        Err(TryLockError::Poisoned(error)) => *error.into_inner() = 3,
        other => panic!("{other:?}"),
    }
    assert!(
        panics(|| drop(m.lock().unwrap()))
            .starts_with("called `Result::unwrap()` on an `Err` value: PoisonError")
    );
    assert_eq!(*m.lock().unwrap_or_else(|poisoned| poisoned.into_inner()), 3);
}

fn only_an_open_guard_poisons() {
    let m = Mutex::new(0);
    let said = panics(|| {
        drop(m.lock().unwrap());
        panic!("after the guard");
    });
    assert_eq!((said.as_str(), m.is_poisoned()), ("after the guard", false));
    let caught = catch(|| {
        let _guard = m.lock().unwrap();
        assert!(catch(|| panic!("caught under the guard")).is_err());
    });
    assert!(caught.is_ok() && !m.is_poisoned());
}

/// A destructor that locks while its thread unwinds is not what failed.
fn a_guard_taken_while_unwinding() {
    struct Counts<'a>(&'a Mutex<u32>);
    impl Drop for Counts<'_> {
        fn drop(&mut self) {
            *self.0.lock().unwrap() += 1;
        }
    }
    let m = Mutex::new(0);
    thread::scope(|s| {
        let worker = s.spawn(|| {
            let _counts = Counts(&m);
            panic!("unwinding");
        });
        *m.lock().unwrap() += 10;
        assert!(worker.join().is_err());
    });
    assert!(!m.is_poisoned());
    assert_eq!(m.into_inner().unwrap(), 11);
}

fn poison<T>(m: &Mutex<T>) {
    let caught = catch(|| {
        let _guard = m.lock().unwrap();
        panic!("poison it");
    });
    assert!(caught.is_err());
}

fn healed() {
    let mut m = Mutex::new(1);
    poison(&m);
    assert!(m.is_poisoned());
    assert_eq!(**m.get_mut().unwrap_err().get_ref(), 1);
    m.clear_poison();
    assert!(!m.is_poisoned());
    assert_eq!(*m.lock().unwrap(), 1);
    poison(&m);
    assert_eq!(m.into_inner().unwrap_err().into_inner(), 1);
}

fn to_oneself() {
    let mut m = Mutex::new(vec![1]);
    m.get_mut().unwrap().push(2);
    m.lock().unwrap().push(3);
    assert_eq!(m.into_inner().unwrap(), [1, 2, 3]);
    assert_eq!(Mutex::<u8>::default().into_inner().unwrap(), 0);
    assert_eq!(Mutex::from("x").into_inner().unwrap(), "x");
}

fn unsized_data() {
    let slice: Box<Mutex<[u8]>> = Box::new(Mutex::new([1, 2, 3]));
    slice.lock().unwrap()[0] = 9;
    assert_eq!(*slice.lock().unwrap(), [9, 2, 3]);
    let closure: Arc<Mutex<dyn FnMut() -> u8 + Send>> = Arc::new(Mutex::new({
        let mut n = 0;
        move || {
            n += 1;
            n
        }
    }));
    assert_eq!(closure.lock().unwrap()(), 1);
    assert_eq!(closure.lock().unwrap()(), 2);
}

fn looks() {
    let m = Mutex::new(7);
    assert_eq!(format!("{m:?}"), "Mutex { data: 7, poisoned: false, .. }");
    let guard = m.lock().unwrap();
    assert_eq!(format!("{guard:?} {guard}"), "7 7");
    assert_eq!(format!("{m:?}"), "Mutex { data: \"<locked>\", poisoned: false, .. }");
    drop(guard);
    poison(&m);
    assert_eq!(format!("{m:?}"), "Mutex { data: 7, poisoned: true, .. }");
    assert_eq!(format!("{:?}", m.try_lock()), "Err(\"Poisoned(..)\")");
}

/// Guards go in reverse order of their making; a temporary's at the end of its statement.
fn released_in_order() {
    let (a, b) = (Mutex::new(1), Mutex::new(2));
    assert_eq!({ *a.lock().unwrap() } + { *b.lock().unwrap() }, 3);
    {
        let _a = a.lock().unwrap();
        assert!(b.try_lock().is_ok());
        #[allow(let_underscore_lock, reason = "that it keeps nothing is the point")]
        let _ = b.lock().unwrap();
        assert!(b.try_lock().is_ok(), "`_` keeps nothing");
        let _b = b.lock().unwrap();
        assert!(b.try_lock().is_err());
    }
    assert!(a.try_lock().is_ok() && b.try_lock().is_ok());
}

fn in_a_static() {
    static LOG: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    thread::scope(|s| {
        s.spawn(|| LOG.lock().unwrap().push(1));
        s.spawn(|| LOG.lock().unwrap().push(2));
    });
    let mut log = LOG.lock().unwrap();
    log.sort();
    assert_eq!(*log, [1, 2]);
}
