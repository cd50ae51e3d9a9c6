//! `RwLock` and its guards.

use std::cell::Cell;
use std::fmt::{Debug, Display};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError};
use std::thread;

use crate::sometimes;
use crate::std::catch;

is! {
    RwLock<u8>: Send, Sync, UnwindSafe, RefUnwindSafe, Debug, Default, From<u8>;
    RwLock<Cell<u8>>: Send, UnwindSafe, RefUnwindSafe;
    RwLock<dyn Send>: Send;
    RwLock<dyn Send + Sync>: Send, Sync;
}
is_not! {
    RwLock<Rc<u8>>: Send;
    RwLock<Cell<u8>>: Sync;
    RwLock<MutexGuard<'static, u8>>: Send;
    RwLock<MutexGuard<'static, u8>>: Sync;
    RwLock<u8>: Clone;
}

cases! {
    readers_share writers_exclude tried_while_read tried_while_written only_writers_poison cleared
    exclusive unsized_data prints in_a_static a_guard_goes_while_unwinding
}

fn readers_share() {
    let value = RwLock::new((0, 0));
    thread::scope(|s| {
        let read = || {
            let guard = value.read().unwrap();
            assert_eq!(guard.0, guard.1);
        };
        s.spawn(read);
        s.spawn(read);
        let mut guard = value.write().unwrap();
        guard.0 += 1;
        guard.1 += 1;
    });
    // Two in one thread, with nobody who wants to write.
    assert_eq!(value.read().unwrap().0, value.read().unwrap().1);
}

fn writers_exclude() {
    let value = RwLock::new(0);
    thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(|| *value.write().unwrap() += 1);
        }
    });
    assert_eq!(value.into_inner().unwrap(), 3);
}

fn tried_while_read() {
    let value = RwLock::new(1);
    let guard = value.read().unwrap();
    thread::scope(|s| {
        s.spawn(|| {
            assert_eq!(*value.try_read().unwrap(), 1);
            assert!(matches!(value.try_write(), Err(TryLockError::WouldBlock)));
        });
    });
    drop(guard);
    *value.try_write().unwrap() += 1;
    assert_eq!(*value.try_read().unwrap(), 2);
}

fn tried_while_written() {
    let value = RwLock::new(1);
    let guard = value.write().unwrap();
    thread::scope(|s| {
        s.spawn(|| {
            assert!(matches!(value.try_read(), Err(TryLockError::WouldBlock)));
            assert!(matches!(value.try_write(), Err(TryLockError::WouldBlock)));
        });
    });
    drop(guard);
    thread::scope(|s| {
        s.spawn(|| *value.write().unwrap() += 1);
        match value.try_read() {
            Ok(guard) => {
                sometimes("before", *guard == 1);
                sometimes("after", *guard == 2);
            }
            Err(error) => {
                assert!(matches!(error, TryLockError::WouldBlock));
                sometimes("between", true);
            }
        }
    });
}

fn only_writers_poison() {
    let value = RwLock::new(0);
    thread::scope(|s| {
        let reader = s.spawn(|| {
            let _guard = value.read();
            panic!("while reading");
        });
        assert!(reader.join().is_err());
        assert!(!value.is_poisoned());
        let writer = s.spawn(|| {
            let mut guard = value.write().unwrap();
            *guard = 1;
            panic!("while writing");
        });
        let early = value.read().is_ok();
        sometimes("before the panic", early);
        sometimes("after the panic", !early);
        assert!(writer.join().is_err());
    });
    assert!(value.is_poisoned());
    assert_eq!(*value.read().unwrap_err().into_inner(), 1);
    assert_eq!(*value.write().unwrap_err().into_inner(), 1);
    assert!(matches!(value.try_read(), Err(TryLockError::Poisoned(_))));
    assert!(matches!(value.try_write(), Err(TryLockError::Poisoned(_))));
    assert_eq!(value.into_inner().unwrap_err().into_inner(), 1);
}

fn cleared() {
    let mut value = RwLock::new(4);
    let poisoned = catch(|| {
        let _guard = value.write();
        panic!("poison it");
    });
    assert!(poisoned.is_err());
    assert_eq!(value.get_mut().map_err(|poisoned| *poisoned.into_inner()), Err(4));
    value.clear_poison();
    assert!(!value.is_poisoned());
    assert_eq!(*value.read().unwrap(), 4);
}

fn exclusive() {
    let mut value = RwLock::from(3);
    *value.get_mut().unwrap() += 1;
    assert_eq!(value.into_inner().unwrap(), 4);
    assert_eq!(RwLock::<String>::default().into_inner().unwrap(), "");
}

fn unsized_data() {
    let slice: Arc<RwLock<[u8]>> = Arc::new(RwLock::new([1, 2, 3]));
    assert_eq!(slice.read().unwrap().len(), 3);
    let function: Box<RwLock<dyn Fn() -> u8 + Sync>> = Box::new(RwLock::new(|| 7));
    assert_eq!((function.read().unwrap())(), 7);
}

fn prints() {
    let value = RwLock::new(4);
    assert_eq!(format!("{value:?}"), "RwLock { data: 4, poisoned: false, .. }");
    {
        let guard = value.read().unwrap();
        assert_eq!(format!("{guard} {guard:?}"), "4 4");
        assert_eq!(format!("{value:?}"), "RwLock { data: 4, poisoned: false, .. }");
    }
    let guard = value.write().unwrap();
    assert_eq!(format!("{guard} {guard:?}"), "4 4");
    assert_eq!(format!("{value:?}"), "RwLock { data: <locked>, poisoned: false, .. }");
    drop(guard);
    let _ = catch(|| {
        let _guard = value.write();
        panic!("poison it");
    });
    assert_eq!(format!("{value:?}"), "RwLock { data: 4, poisoned: true, .. }");
}

fn in_a_static() {
    static NAMES: RwLock<Vec<&str>> = RwLock::new(Vec::new());
    assert!(NAMES.read().unwrap().is_empty());
    thread::scope(|s| {
        for name in ["a", "b"] {
            s.spawn(move || NAMES.write().unwrap().push(name));
        }
    });
    assert_eq!(NAMES.read().unwrap().len(), 2);
    // Natively a case may be run more than once.
    NAMES.write().unwrap().clear();
}

/// A lock that was taken while unwinding is not poisoned by giving it back.
fn a_guard_goes_while_unwinding() {
    struct Count<'a>(&'a RwLock<u32>);
    impl Drop for Count<'_> {
        fn drop(&mut self) {
            *self.0.write().unwrap() += 1;
        }
    }
    let value = RwLock::new(0);
    let unwound = catch(|| {
        let _count = Count(&value);
        panic!("unwind through the destructor");
    });
    assert!(unwound.is_err());
    assert_eq!(*value.read().unwrap(), 1);
}

pub mod rw_lock_read_guard {
    use super::*;

    is! {
        RwLockReadGuard<'static, u8>: Sync, Debug, Display, UnwindSafe, RefUnwindSafe;
    }
    is_not! {
        RwLockReadGuard<'static, u8>: Send;
        RwLockReadGuard<'static, Cell<u8>>: Sync;
        RwLockReadGuard<'static, u8>: Clone;
    }

    cases! { is_covariant }

    fn is_covariant() {
        fn shorter<'a>(guard: RwLockReadGuard<'a, &'static str>) -> RwLockReadGuard<'a, &'a str> {
            guard
        }
        let value = RwLock::new("a");
        assert_eq!(*shorter(value.read().unwrap()), "a");
    }
}

pub mod rw_lock_write_guard {
    use super::*;

    is! {
        RwLockWriteGuard<'static, u8>: Sync, Debug, Display, UnwindSafe, RefUnwindSafe;
    }
    is_not! {
        RwLockWriteGuard<'static, u8>: Send;
        RwLockWriteGuard<'static, Cell<u8>>: Sync;
    }

    cases! { downgrades lets_readers_in }

    fn downgrades() {
        let value = RwLock::new(0);
        thread::scope(|s| {
            s.spawn(|| *value.write().unwrap() = 9);
            let mut writer = value.write().unwrap();
            *writer = 1;
            let reader = RwLockWriteGuard::downgrade(writer);
            // Nobody can have written in between.
            assert_eq!(*reader, 1);
            assert!(value.try_write().is_err());
        });
    }

    fn lets_readers_in() {
        let (value, read) = (RwLock::new(5), AtomicU32::new(0));
        thread::scope(|s| {
            let writer = value.write().unwrap();
            s.spawn(|| read.store(*value.read().unwrap(), Relaxed));
            let _reader = RwLockWriteGuard::downgrade(writer);
            while read.load(Relaxed) == 0 {
                thread::yield_now();
            }
        });
    }
}
