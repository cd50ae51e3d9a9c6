//! `JoinHandle`, `ScopedJoinHandle`, `ThreadId`.

pub mod join_handle {
    //! `JoinHandle`.

    use std::fmt::Debug;
    use std::panic::{RefUnwindSafe, UnwindSafe};
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    use std::sync::{Arc, Mutex};
    use std::thread::{self, JoinHandle};

    use crate::{sometimes, text};

    is! {
        JoinHandle<*const u8>: Send, Sync, Debug;
    }
    is_not! {
        JoinHandle<u8>: UnwindSafe;
        JoinHandle<u8>: RefUnwindSafe;
        JoinHandle<u8>: Clone;
    }

    cases! {
        joining_gives_the_result joining_gives_the_panic joining_orders finished_at_last results_nobody_takes
    }

    fn joining_gives_the_result() {
        let handle = thread::spawn(|| vec![1, 2]);
        assert_eq!(format!("{handle:?}"), "JoinHandle { .. }");
        assert_eq!(handle.join().unwrap(), [1, 2]);
    }

    fn joining_gives_the_panic() {
        let lock = Arc::new(Mutex::new(()));
        let theirs = lock.clone();
        let handle = thread::spawn(move || {
            let _guard = theirs.lock();
            panic!("no {}", 5)
        });
        let handle: JoinHandle<()> = handle;
        assert_eq!(text(handle.join().unwrap_err()), "no 5");
        assert!(lock.is_poisoned());
    }

    fn joining_orders() {
        static DATA: AtomicU32 = AtomicU32::new(0);
        let handle = thread::spawn(|| DATA.store(1, Relaxed));
        sometimes("early", DATA.load(Relaxed) == 0);
        handle.join().unwrap();
        assert_eq!(DATA.load(Relaxed), 1);
    }

    fn finished_at_last() {
        let handle = thread::spawn(|| 7);
        while !handle.is_finished() {
            thread::yield_now();
        }
        assert_ne!(handle.thread().id(), thread::current().id());
        assert_eq!(handle.join().unwrap(), 7);
    }

    /// A result is dropped by the last of the two that know it.
    fn results_nobody_takes() {
        let value = Arc::new(());
        let theirs = value.clone();
        let handle = thread::spawn(move || theirs);
        while !handle.is_finished() {
            thread::yield_now();
        }
        drop(handle);
        while Arc::strong_count(&value) > 1 {
            thread::yield_now();
        }
    }
}

pub mod scoped_join_handle {
    //! `ScopedJoinHandle`.

    use std::cell::Cell;
    use std::fmt::Debug;
    use std::panic::{RefUnwindSafe, UnwindSafe};
    use std::thread::{self, ScopedJoinHandle};

    use crate::text;

    is! {
        ScopedJoinHandle<'static, Cell<u8>>: Send, Sync, Debug;
    }
    is_not! {
        ScopedJoinHandle<'static, *const u8>: Send;
        ScopedJoinHandle<'static, *const u8>: Sync;
        ScopedJoinHandle<'static, u8>: UnwindSafe;
        ScopedJoinHandle<'static, u8>: RefUnwindSafe;
    }

    cases! {
        joining_gives_the_result joining_gives_the_panic finished_at_last
    }

    fn joining_gives_the_result() {
        let words = ["a".to_string(), "bc".to_string()];
        let lengths: Vec<_> = thread::scope(|s| {
            let handles: Vec<_> = words.iter().map(|word| s.spawn(|| word.len())).collect();
            handles.into_iter().map(|handle| handle.join().unwrap()).collect()
        });
        assert_eq!(lengths, [1, 2]);
    }

    fn joining_gives_the_panic() {
        let said = thread::scope(|s| {
            let handle = s.spawn(|| panic!("not the scope's business"));
            assert_eq!(format!("{handle:?}"), "ScopedJoinHandle { .. }");
            text(handle.join().unwrap_err())
        });
        assert_eq!(said, "not the scope's business");
    }

    fn finished_at_last() {
        thread::scope(|s| {
            let handle = s.spawn(|| 7);
            assert_eq!(handle.thread().name(), None);
            while !handle.is_finished() {
                thread::yield_now();
            }
            assert_eq!(handle.join().unwrap(), 7);
        });
    }
}

pub mod thread_id {
    //! `ThreadId`.

    use std::collections::HashSet;
    use std::fmt::Debug;
    use std::hash::Hash;
    use std::thread::{self, ThreadId};

    is! {
        ThreadId: Send, Sync, Copy, Eq, Hash, Debug;
    }
    is_not! {
        ThreadId: Ord;
        ThreadId: std::fmt::Display;
    }

    cases! {
        each_has_its_own
    }

    fn each_has_its_own() {
        let ids = thread::scope(|s| {
            let [a, b] = [(); 2].map(|()| s.spawn(|| thread::current().id()));
            HashSet::from([a.join().unwrap(), b.join().unwrap(), thread::current().id()])
        });
        assert_eq!(ids.len(), 3);
        assert!(format!("{:?}", thread::current().id()).starts_with("ThreadId("));
    }
}
