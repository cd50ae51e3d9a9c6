//! `crossbeam::thread`, and `crossbeam::scope`.

pub mod scope {
    //! `scope`, `Scope` and `ScopedJoinHandle`.

    use std::any::Any;
    use std::fmt::Debug;
    use std::marker::PhantomData;
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

    use crossbeam::thread::{Scope, ScopedJoinHandle, ScopedThreadBuilder};

    use crate::{panics, text};

    /// Neither `Send` nor `Sync`.
    type Neither = PhantomData<*const ()>;

    is! {
        Scope<'static>: Send, Sync, Debug;
        ScopedJoinHandle<'static, Neither>: Send, Sync, Debug;
        ScopedThreadBuilder<'static, 'static>: Debug;
    }

    cases! {
        borrows_and_returns threads_start_threads waits_for_all a_panic_nobody_joined_is_an_error
        a_joined_panic_is_the_joiners a_panicking_body_waits
    }

    fn borrows_and_returns() {
        let data = [1, 2, 3];
        let sum = crossbeam::scope(|s| {
            let (left, right) = data.split_at(1);
            let left = s.spawn(|_| left.iter().sum::<i32>());
            let right = s.spawn(|_| right.iter().sum::<i32>());
            left.join().unwrap() + right.join().unwrap()
        });
        assert_eq!(sum.unwrap(), 6);
    }

    fn threads_start_threads() {
        let seen = AtomicU32::new(0);
        crossbeam::thread::scope(|s| {
            s.spawn(|s| {
                s.spawn(|_| seen.fetch_add(1, Relaxed));
                seen.fetch_add(1, Relaxed);
            });
        })
        .unwrap();
        assert_eq!(seen.load(Relaxed), 2);
    }

    fn waits_for_all() {
        let mut seen = [0, 0];
        crossbeam::scope(|s| {
            for slot in &mut seen {
                s.spawn(|_| *slot += 1);
            }
        })
        .unwrap();
        assert_eq!(seen, [1, 1]);
    }

    fn a_panic_nobody_joined_is_an_error() {
        let failed = crossbeam::scope(|s| {
            s.spawn(|_| panic!("nobody joins me"));
            s.spawn(|_| ());
            7
        });
        let payloads = failed.unwrap_err().downcast::<Vec<Box<dyn Any + Send>>>().unwrap();
        let said: Vec<_> = payloads.into_iter().map(text).collect();
        assert_eq!(said, ["nobody joins me"]);
    }

    fn a_joined_panic_is_the_joiners() {
        let came = crossbeam::scope(|s| {
            let handle = s.spawn(|_| panic!("joined"));
            text(handle.join().unwrap_err())
        });
        assert_eq!(came.unwrap(), "joined");
    }

    fn a_panicking_body_waits() {
        let seen = AtomicU32::new(0);
        let said = panics(|| {
            _ = crossbeam::scope(|s| {
                s.spawn(|_| seen.fetch_add(1, Relaxed));
                panic!("in the body");
            });
        });
        assert_eq!((said.as_str(), seen.load(Relaxed)), ("in the body", 1));
    }
}

pub mod scoped_thread_builder {
    //! `ScopedThreadBuilder`.

    use std::thread;

    cases! {
        named_threads
    }

    fn named_threads() {
        crossbeam::scope(|s| {
            let builder = s.builder().name("worker".into()).stack_size(1 << 16);
            let handle = builder.spawn(|_| thread::current().name() == Some("worker")).unwrap();
            assert_eq!(handle.thread().name(), Some("worker"));
            assert_eq!(format!("{s:?} {handle:?}"), "Scope { .. } ScopedJoinHandle { .. }");
            assert!(handle.join().unwrap());
        })
        .unwrap();
    }
}
