//! `std::panic`.

use std::cell::Cell;
use std::panic::{
    AssertUnwindSafe, Location, RefUnwindSafe, UnwindSafe, catch_unwind, panic_any, resume_unwind,
};
use std::thread;

use crate::panics;

is! {
    AssertUnwindSafe<&'static Cell<u8>>: UnwindSafe, RefUnwindSafe;
    Location<'static>: Send, Sync, Copy, Eq, Ord;
}
is_not! {
    &'static Cell<u8>: UnwindSafe;
}

cases! {
    caught_and_told thrown_and_resumed panics_in_destructors locations texts
}

fn caught_and_told() {
    assert_eq!(catch_unwind(|| 5).unwrap(), 5);
    let caught = catch_unwind(|| panic!("plain")).unwrap_err();
    assert_eq!(*caught.downcast::<&str>().unwrap(), "plain");
    let caught = catch_unwind(|| panic!("with {}", std::hint::black_box(1))).unwrap_err();
    assert_eq!(*caught.downcast::<String>().unwrap(), "with 1");
    assert!(!thread::panicking());
}

fn thrown_and_resumed() {
    let thrown = catch_unwind(|| panic_any(5_u8)).unwrap_err();
    let again = catch_unwind(AssertUnwindSafe(|| resume_unwind(thrown))).unwrap_err();
    assert_eq!(*again.downcast::<u8>().unwrap(), 5);
    let from_another = thread::spawn(|| resume_unwind(Box::new('x'))).join().unwrap_err();
    assert_eq!(*from_another.downcast::<char>().unwrap(), 'x');
}

fn panics_in_destructors() {
    struct Catches<'a>(&'a Cell<u32>);
    impl Drop for Catches<'_> {
        fn drop(&mut self) {
            assert!(thread::panicking());
            assert_eq!(panics(|| panic!("inner")), "inner");
            assert!(thread::panicking());
            self.0.set(self.0.get() + 1);
        }
    }
    let drops = Cell::new(0);
    let said = panics(|| {
        let _a = Catches(&drops);
        let _b = Catches(&drops);
        panic!("outer");
    });
    assert_eq!((said.as_str(), drops.get(), thread::panicking()), ("outer", 2, false));
}

fn locations() {
    #[track_caller]
    fn here() -> &'static Location<'static> {
        Location::caller()
    }
    assert_eq!(here().line(), line!());
    assert!(here().file().ends_with("panic.rs"));
}

/// The first words that people read when something goes wrong.
fn texts() {
    let nothing: Option<u8> = None;
    assert_eq!(panics(|| nothing.unwrap()), "called `Option::unwrap()` on a `None` value");
    assert_eq!(panics(|| nothing.expect("a byte")), "a byte");
    let failed: Result<u8, u8> = Err(7);
    assert_eq!(panics(|| failed.unwrap()), "called `Result::unwrap()` on an `Err` value: 7");
    assert_eq!(panics(|| todo!()), "not yet implemented");
    assert_eq!(
        panics(|| unreachable!("but {}", 1)),
        "internal error: entered unreachable code: but 1"
    );
    assert!(panics(|| assert_eq!(1, 2)).starts_with("assertion `left == right` failed"));
    assert_eq!(
        panics(|| [1, 2][std::hint::black_box(2)]),
        "index out of bounds: the len is 2 but the index is 2"
    );
}
