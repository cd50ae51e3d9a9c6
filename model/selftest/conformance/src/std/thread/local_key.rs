//! `thread_local!` and `LocalKey`; and that what stands in them (cells of all kinds) is each thread's own,
//! and at the beginning of the program, or of an execution, as written.

use std::cell::{Cell, LazyCell, OnceCell, RefCell};
use std::fmt::{Debug, Display};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Mutex;
use std::thread::{self, AccessError, LocalKey};

use crate::panics;

is! {
    LocalKey<Cell<*const u8>>: Send, Sync, UnwindSafe, RefUnwindSafe, Debug;
    AccessError: Send, Sync, UnwindSafe, RefUnwindSafe, Copy, Eq, Debug, Display, std::error::Error;
}
is_not! {
    LocalKey<u8>: Clone;
    AccessError: Default;
}

cases! {
    each_thread_has_its_own cells_by_value ref_cells_by_borrow made_when_first_used declared_in_every_way
    dropped_when_the_thread_ends used_by_destructors gone_while_it_is_dropped recursion initialisers_that_panic
    cells_start_as_written
}

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(1) };
    static NAMES: RefCell<Vec<String>> = RefCell::new(vec!["first".into()]);
}

fn each_thread_has_its_own() {
    let add = || {
        COUNT.set(COUNT.get() + 1);
        NAMES.with_borrow_mut(|names| names.push("mine".into()));
        assert_eq!((COUNT.get(), NAMES.with_borrow(Vec::len)), (2, 2));
    };
    thread::scope(|s| {
        s.spawn(add);
        s.spawn(add);
        add();
    });
}

fn cells_by_value() {
    assert_eq!(COUNT.replace(5), 1);
    assert_eq!((COUNT.take(), COUNT.get()), (5, 0));
    COUNT.set(7);
    assert_eq!(COUNT.with(|count| count.get()), 7);
    assert_eq!(COUNT.try_with(Cell::get), Ok(7));
    assert!(format!("{COUNT:?}").starts_with("LocalKey { "));
}

fn ref_cells_by_borrow() {
    assert_eq!(NAMES.replace(vec!["a".into()]), ["first"]);
    NAMES.with_borrow_mut(|names| names.push("b".into()));
    assert_eq!(NAMES.with_borrow(|names| names.join("+")), "a+b");
    assert_eq!((NAMES.take().len(), NAMES.take().len()), (2, 0));
    NAMES.set(vec!["c".into()]);
    let said = panics(|| NAMES.with_borrow(|_| NAMES.with_borrow_mut(|_| ())));
    assert!(
        said.contains("already borrowed") || said.contains("already mutably borrowed"),
        "{said}"
    );
    assert_eq!(NAMES.with(|names| names.borrow().len()), 1);
}

fn made_when_first_used() {
    thread_local! {
        static LATE: u32 = {
            COUNT.set(COUNT.get() + 10);
            COUNT.get()
        };
    }
    assert_eq!(COUNT.get(), 1);
    assert_eq!((LATE.with(|n| *n), LATE.with(|n| *n), COUNT.get()), (11, 11, 11));
}

fn declared_in_every_way() {
    thread_local!(static ONE: Cell<u8> = const { Cell::new(1) });
    thread_local! {
        /// With a comment.
        pub static TWO: String = String::from("two");
        static THREE: RefCell<Option<Box<u8>>> = const { RefCell::new(None) };
        static FOUR: u8 = 2 + 2
    }
    assert_eq!((ONE.get(), TWO.with(String::len), FOUR.with(|n| *n)), (1, 3, 4));
    assert!(THREE.take().is_none());
}

static DROPPED: Mutex<Vec<&str>> = Mutex::new(Vec::new());

struct Notes(&'static str);
impl Drop for Notes {
    fn drop(&mut self) {
        DROPPED.lock().unwrap().push(self.0);
    }
}

fn dropped_when_the_thread_ends() {
    thread_local! {
        static A: Notes = Notes("a");
        static B: Notes = const { Notes("b") };
        static UNUSED: Notes = Notes("never made");
    }
    thread::spawn(|| {
        A.with(|_| ());
        B.with(|_| ());
        assert!(DROPPED.lock().unwrap().is_empty());
    })
    .join()
    .unwrap();
    // The one made last goes first.
    assert_eq!(*DROPPED.lock().unwrap(), ["b", "a"]);
    let _ = &UNUSED;
}

fn used_by_destructors() {
    struct Uses;
    impl Drop for Uses {
        fn drop(&mut self) {
            // Still there, because it was made before; and made now, if need be.
            let text = EARLIER.with(|earlier| earlier.0);
            LATER.with(|_| ());
            DROPPED.lock().unwrap().push(text);
        }
    }
    thread_local! {
        static EARLIER: Notes = Notes("earlier");
        static USES: Uses = const { Uses };
        static LATER: Notes = Notes("later");
    }
    thread::spawn(|| {
        EARLIER.with(|_| ());
        USES.with(|_| ());
    })
    .join()
    .unwrap();
    let mut dropped = DROPPED.lock().unwrap();
    assert_eq!(dropped[0], "earlier", "seen by the destructor");
    dropped.sort();
    assert_eq!(*dropped, ["earlier", "earlier", "later"]);
}

fn gone_while_it_is_dropped() {
    struct Looks;
    impl Drop for Looks {
        fn drop(&mut self) {
            let error = LOOKS.try_with(|_| ()).unwrap_err();
            assert_eq!(error.to_string(), "already destroyed");
            assert_eq!(format!("{error:?}"), "AccessError");
            let said = panics(|| LOOKS.with(|_| ()));
            assert!(said.starts_with(
                "cannot access a Thread Local Storage value during or after destruction"
            ));
            DROPPED.lock().unwrap().push("looked");
        }
    }
    thread_local!(static LOOKS: Looks = const { Looks });
    thread::spawn(|| LOOKS.with(|_| ())).join().unwrap();
    assert_eq!(*DROPPED.lock().unwrap(), ["looked"]);
}

fn recursion() {
    thread_local! {
        static INNER: Cell<u32> = const { Cell::new(5) };
        static OUTER: Cell<u32> = Cell::new(INNER.with(Cell::get) + 1);
    }
    assert_eq!(OUTER.with(|outer| INNER.with(|inner| outer.get() * 10 + inner.get())), 65);
}

fn initialisers_that_panic() {
    thread_local! {
        static TRIES: Cell<u32> = const { Cell::new(0) };
        static FAILS_ONCE: u32 = {
            TRIES.set(TRIES.get() + 1);
            assert!(TRIES.get() > 1, "the first time");
            7
        };
    }
    assert_eq!(panics(|| FAILS_ONCE.with(|n| *n)), "the first time");
    assert_eq!(FAILS_ONCE.with(|n| *n), 7);
}

/// The cells themselves are the real ones. `static`s cannot hold them, since they are not `Sync`; where they can
/// stand, each program, or execution, finds them new.
fn cells_start_as_written() {
    thread_local! {
        static ONCE: OnceCell<String> = const { OnceCell::new() };
        static LAZY: LazyCell<Vec<u8>> = LazyCell::new(|| vec![1]);
        static SHARED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    static BEHIND_A_LOCK: Mutex<(Cell<u32>, OnceCell<u32>)> =
        Mutex::new((Cell::new(1), OnceCell::new()));
    let look = || {
        ONCE.with(|once| assert_eq!((once.get(), once.set("set".into())), (None, Ok(()))));
        assert_eq!(LAZY.with(|lazy| lazy.len()), 1);
        SHARED.with_borrow_mut(|shared| shared.push(1));
        assert_eq!(SHARED.take(), [1]);
    };
    thread::scope(|s| {
        s.spawn(look);
        look();
        let guard = BEHIND_A_LOCK.lock().unwrap();
        assert_eq!((guard.0.replace(2), guard.1.get()), (1, None));
        guard.1.set(3).unwrap();
    });
}
