//! `ShardedLock` and its guards.

use std::cell::Cell;
use std::fmt::{Debug, Display};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::TryLockError;
use std::thread;

use crossbeam::sync::{ShardedLock, ShardedLockReadGuard, ShardedLockWriteGuard};

use crate::sometimes;

is! {
    ShardedLock<u8>: Send, Sync, UnwindSafe, RefUnwindSafe, Debug, Default, From<u8>;
    ShardedLock<dyn Send>: Send;
    ShardedLock<Cell<u8>>: Send;
    ShardedLockReadGuard<'static, u8>: Sync, Debug, Display;
    ShardedLockWriteGuard<'static, u8>: Sync, Debug, Display;
}
is_not! {
    ShardedLock<Cell<u8>>: Sync;
    ShardedLock<Rc<u8>>: Send;
    ShardedLockReadGuard<'static, u8>: Send;
    ShardedLockWriteGuard<'static, u8>: Send;
    ShardedLockReadGuard<'static, Cell<u8>>: Sync;
    ShardedLockWriteGuard<'static, Cell<u8>>: Sync;
}

cases! {
    many_read_one_writes no_update_is_lost nobody_is_in_the_way a_writers_panic_poisons
    a_readers_panic_does_not for_one_alone
}

fn many_read_one_writes() {
    let lock = ShardedLock::new(1);
    let (first, second) = (lock.read().unwrap(), lock.read().unwrap());
    assert_eq!(*first + *second, 2);
    assert!(matches!(lock.try_write(), Err(TryLockError::WouldBlock)));
    assert_eq!(format!("{first} {lock:?}"), "1 ShardedLock { data: 1 }");
    assert_eq!(format!("{first:?}"), "ShardedLockReadGuard { lock: ShardedLock { data: 1 } }");
    drop((first, second));
    let mut writer = lock.write().unwrap();
    *writer += 1;
    assert!(matches!(lock.try_read(), Err(TryLockError::WouldBlock)));
    assert_eq!(
        format!("{writer} {writer:?}"),
        "2 ShardedLockWriteGuard { lock: ShardedLock { data: <locked> } }"
    );
    drop(writer);
    assert_eq!(lock.into_inner().unwrap(), 2);
}

fn no_update_is_lost() {
    let lock = ShardedLock::<u32>::default();
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| *lock.write().unwrap() += 1);
        }
        let seen = *lock.read().unwrap();
        sometimes("none yet", seen == 0);
        sometimes("one", seen == 1);
        sometimes("both", seen == 2);
    });
    assert_eq!(*lock.read().unwrap(), 2);
}

fn nobody_is_in_the_way() {
    let lock = ShardedLock::from(1);
    thread::scope(|s| {
        s.spawn(|| *lock.write().unwrap() = 2);
        let seen = lock.try_read().map(|guard| *guard).ok();
        assert!(matches!(seen, None | Some(1 | 2)));
        sometimes("in the way", seen.is_none());
        sometimes("before", seen == Some(1));
        sometimes("after", seen == Some(2));
    });
    *lock.try_write().unwrap() = 3;
    assert_eq!(*lock.try_read().unwrap(), 3);
}

fn a_writers_panic_poisons() {
    let mut lock = ShardedLock::new(1);
    thread::scope(|s| {
        let writer = s.spawn(|| {
            let _guard = lock.write();
            panic!("while writing");
        });
        assert!(writer.join().is_err());
    });
    assert!(lock.is_poisoned());
    assert_eq!(*lock.read().unwrap_err().into_inner(), 1);
    assert_eq!(*lock.write().unwrap_err().into_inner(), 1);
    assert!(matches!(lock.try_read(), Err(TryLockError::Poisoned(_))));
    assert!(matches!(lock.try_write(), Err(TryLockError::Poisoned(_))));
    assert_eq!(*lock.get_mut().unwrap_err().into_inner(), 1);
    assert!(lock.into_inner().is_err());
}

fn a_readers_panic_does_not() {
    let lock = ShardedLock::new(1);
    thread::scope(|s| {
        let reader = s.spawn(|| {
            let _guard = lock.read();
            panic!("while reading");
        });
        assert!(reader.join().is_err());
    });
    assert!(!lock.is_poisoned());
}

fn for_one_alone() {
    let mut lock: Box<ShardedLock<[u8]>> = Box::new(ShardedLock::new([1, 2]));
    lock.get_mut().unwrap()[0] = 3;
    assert_eq!(lock.read().unwrap()[..], [3, 2]);
}
