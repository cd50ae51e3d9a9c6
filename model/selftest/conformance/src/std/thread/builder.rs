//! `Builder`.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::thread::{self, Builder};

use crate::panics;

is! {
    Builder: Send, Sync, UnwindSafe, RefUnwindSafe, Debug;
}
is_not! {
    Builder: Default;
    Builder: Clone;
}

cases! {
    names_a_thread names_a_scoped_thread names_have_no_zero_bytes
}

fn names_a_thread() {
    let builder = Builder::new().name("worker-1".into()).stack_size(1 << 20);
    let handle = builder.spawn(|| thread::current().name().map(String::from)).unwrap();
    assert_eq!(handle.thread().name(), Some("worker-1"));
    assert_eq!(handle.join().unwrap().as_deref(), Some("worker-1"));
    let handle = Builder::new().spawn(|| thread::current().name().is_none()).unwrap();
    assert!(handle.join().unwrap());
}

fn names_a_scoped_thread() {
    let mut length = 0;
    thread::scope(|s| {
        let builder = Builder::new().name("scoped".into());
        let handle = builder.spawn_scoped(s, || {
            length = thread::current().name().map_or(0, str::len);
            thread::current().id()
        });
        let handle = handle.unwrap();
        assert_eq!(handle.thread().name(), Some("scoped"));
        assert_eq!(handle.thread().id(), handle.join().unwrap());
    });
    assert_eq!(length, 6);
}

fn names_have_no_zero_bytes() {
    let said = panics(|| Builder::new().name("a\0b".into()).spawn(|| {}));
    assert!(said.starts_with("thread name may not contain interior null bytes"), "{said}");
}
