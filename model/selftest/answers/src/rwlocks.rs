//! `RwLock`: sharing, upgrading, reading twice, downgrading, poison.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, RwLock, RwLockWriteGuard, TryLockError};
use std::thread;

/// Two read at once; nobody reads while another writes.
pub fn readers_share() {
    let (value, inside) = (RwLock::new((0, 0)), AtomicU32::new(0));
    let read = || {
        let guard = value.read().unwrap();
        let before = inside.fetch_add(1, Ordering::Relaxed);
        assert_eq!(guard.0, guard.1);
        inside.fetch_sub(1, Ordering::Relaxed);
        before
    };
    thread::scope(|s| {
        let readers = [s.spawn(read), s.spawn(read)];
        {
            let mut guard = value.write().unwrap();
            guard.0 += 1;
            assert_eq!(inside.load(Ordering::Relaxed), 0);
            guard.1 += 1;
        }
        let most: u32 = readers.map(|r| r.join().unwrap()).iter().sum();
        model::sometimes("both at once", most > 0);
    });
}

/// Whoever finds nothing looks again when it may write.
pub fn cache_filled_once() {
    let (cache, fills) = (RwLock::new(None), AtomicU32::new(0));
    let get = || {
        if let Some(value) = *cache.read().unwrap() {
            return value;
        }
        *cache.write().unwrap().get_or_insert_with(|| fills.fetch_add(1, Ordering::Relaxed) + 7)
    };
    thread::scope(|s| {
        let others = [s.spawn(get), s.spawn(get)];
        assert_eq!(get(), 7);
        assert_eq!(others.map(|other| other.join().unwrap()), [7, 7]);
    });
    assert_eq!(fills.into_inner(), 1);
}

/// What was read is old when the writer comes in.
pub fn read_then_write() {
    let value = RwLock::new(0);
    let add = || {
        let seen = *value.read().unwrap();
        *value.write().unwrap() = seen + 1;
    };
    thread::scope(|s| {
        s.spawn(add);
        s.spawn(add);
    });
    assert_eq!(*value.read().unwrap(), 2);
}

pub fn upgrades_while_reading() {
    let value = RwLock::new(0);
    let seen = value.read().unwrap();
    *value.write().unwrap() = *seen + 1;
}

/// Each waits for the other to stop reading.
pub fn two_upgrade() {
    let value = RwLock::new(0);
    let upgrade = || {
        let seen = value.read().unwrap();
        if *seen == 0 {
            *value.write().unwrap() = 1;
        }
    };
    thread::scope(|s| {
        s.spawn(upgrade);
    });
}

/// Fine, unless a writer asks in between, on a system where it keeps readers out.
pub fn reads_twice() {
    let value = RwLock::new(0);
    thread::scope(|s| {
        s.spawn(|| *value.write().unwrap() += 1);
        let one = value.read().unwrap();
        let two = value.read().unwrap();
        assert_eq!(*one, *two);
    });
}

/// As above, where a writer that waits is no reason to wait, on some systems.
pub fn reads_twice_if_it_can() {
    let value = RwLock::new(0);
    thread::scope(|s| {
        s.spawn(|| *value.write().unwrap() += 1);
        let one = value.read().unwrap();
        let two = value.try_read();
        model::sometimes("let in", two.is_ok());
        model::sometimes("kept out", two.is_err());
        if let Ok(two) = two {
            assert_eq!(*one, *two);
        }
    });
}

/// A second reader is let in before the writer, or after it, while a first one reads.
pub fn readers_overtake_or_queue() {
    let value = RwLock::new(0);
    let first = value.read().unwrap();
    thread::scope(|s| {
        s.spawn(|| *value.write().unwrap() = 1);
        let second = s.spawn(|| *value.read().unwrap());
        drop(first);
        let seen = second.join().unwrap();
        model::sometimes("before the writer", seen == 0);
        model::sometimes("after the writer", seen == 1);
    });
}

/// Nobody can write between writing and reading what was written.
pub fn downgrades() {
    let value = RwLock::new(0);
    thread::scope(|s| {
        s.spawn(|| *value.write().unwrap() = 9);
        let reader = s.spawn(|| *value.read().unwrap());
        let mut writer = value.write().unwrap();
        *writer = 1;
        let guard = RwLockWriteGuard::downgrade(writer);
        let seen = value.try_read().map(|guard| *guard).ok();
        assert!(seen.is_none_or(|seen| seen == 1));
        assert_eq!((*guard, model::locks_held()), (1, 1));
        drop(guard);
        let read = reader.join().unwrap();
        model::sometimes("what was written", read == 1);
        model::sometimes("the other's", read == 9);
    });
}

/// The reader that waits is let in by the downgrade already.
pub fn downgrade_lets_readers_in() {
    let (value, read) = (RwLock::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        let writer = value.write().unwrap();
        s.spawn(|| {
            let _guard = value.read().unwrap();
            read.store(1, Ordering::Release);
        });
        let _guard = RwLockWriteGuard::downgrade(writer);
        while read.load(Ordering::Acquire) == 0 {
            std::hint::spin_loop();
        }
    });
}

pub fn gives_back_and_reads() {
    let value = RwLock::new(0);
    thread::scope(|s| {
        s.spawn(|| *value.write().unwrap() = 9);
        *value.write().unwrap() = 1;
        assert_eq!(*value.read().unwrap(), 1, "somebody wrote in between");
    });
}

pub fn looks_see_every_state() {
    let value = RwLock::new(0);
    thread::scope(|s| {
        s.spawn(|| *value.write().unwrap() += 1);
        let seen = match value.try_read() {
            Ok(guard) => Some(*guard),
            Err(TryLockError::WouldBlock) => None,
            Err(TryLockError::Poisoned(_)) => panic!("nobody panics"),
        };
        model::sometimes("before", seen == Some(0));
        model::sometimes("between", seen.is_none());
        model::sometimes("after", seen == Some(1));
    });
    thread::scope(|s| {
        s.spawn(|| drop(value.read()));
        let wrote = value.try_write().is_ok();
        model::sometimes("wrote", wrote);
        model::sometimes("was read", !wrote);
    });
}

pub fn forgotten_reader() {
    let value = Arc::new(RwLock::new(0));
    std::mem::forget(value.read());
    let theirs = value.clone();
    thread::spawn(move || drop(theirs.write()));
}
