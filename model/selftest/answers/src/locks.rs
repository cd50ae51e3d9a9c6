//! `Mutex`, poisoning and deadlocks.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, TryLockError};
use std::thread;

pub fn counter() {
    let total = Arc::new(Mutex::new(0));
    let workers: Vec<_> = (0..3)
        .map(|_| {
            let total = Arc::clone(&total);
            thread::spawn(move || {
                for _ in 0..2 {
                    *total.lock().unwrap() += 1;
                }
            })
        })
        .collect();
    for worker in workers {
        worker.join().unwrap();
    }
    assert_eq!(*total.lock().unwrap(), 6);
}

/// Reads under the lock, and writes under the lock, and in between it is anybody's.
pub fn update_in_two_sections() {
    let hits = Mutex::new(0_u32);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let seen = *hits.lock().unwrap();
                *hits.lock().unwrap() = seen + 1;
            });
        }
    });
    assert_eq!(*hits.lock().unwrap(), 2);
}

fn transfer(from: &Mutex<i64>, to: &Mutex<i64>) {
    let mut from = from.lock().unwrap();
    let mut to = to.lock().unwrap();
    *from -= 1;
    *to += 1;
}

pub fn bank_deadlock() {
    let (a, b) = (Mutex::new(10), Mutex::new(10));
    thread::scope(|s| {
        s.spawn(|| transfer(&a, &b));
        s.spawn(|| transfer(&b, &a));
    });
}

/// As above, with locks that somebody looks at.
pub fn watched_deadlock() {
    let (a, b) = (Mutex::new(10), Mutex::new(10));
    drop(a.try_lock());
    thread::scope(|s| {
        s.spawn(|| transfer(&a, &b));
        s.spawn(|| transfer(&b, &a));
    });
}

pub fn locks_itself() {
    let m = Mutex::new(());
    let _one = m.lock();
    let _two = m.lock();
}

/// What an execution leaves in a static is not there in the next one.
pub fn static_vec_starts_over() {
    static NAMES: Mutex<Vec<String>> = Mutex::new(Vec::new());
    static POISONED: Mutex<Option<u32>> = Mutex::new(Some(3));
    assert!(NAMES.lock().unwrap().is_empty());
    assert_eq!(*POISONED.lock().unwrap(), Some(3));
    thread::scope(|s| {
        for name in ["a", "b"] {
            s.spawn(move || NAMES.lock().unwrap().push(name.to_owned()));
        }
    });
    let _ = catch_unwind(|| {
        *POISONED.lock().unwrap() = None;
        let _guard = POISONED.lock();
        panic!("poison it");
    });
    assert!(POISONED.lock().is_err());
    let mut names = NAMES.lock().unwrap();
    model::sometimes("b came first", names[0] == "b");
    names.sort();
    assert_eq!(*names, ["a", "b"]);
}

pub fn poisoned_by_a_panic() {
    let m = Arc::new(Mutex::new(0));
    let theirs = m.clone();
    let worker = thread::spawn(move || {
        *theirs.lock().unwrap() = 1;
        let _guard = theirs.lock().unwrap();
        panic!("boom");
    });
    let early = m.lock().is_ok();
    model::sometimes("before the panic", early);
    model::sometimes("after the panic", !early);
    assert!(worker.join().is_err());
    assert!(m.is_poisoned());
    let value = *m.lock().unwrap_err().into_inner();
    assert_eq!(value, 1);
    m.clear_poison();
    assert!(!m.is_poisoned());
    assert_eq!(*m.lock().unwrap(), 1);
}

/// A guard goes while its thread unwinds; others take the lock, and panic and unwind themselves.
pub fn relocked_while_another_unwinds() {
    let m = Mutex::new(0);
    let finished: usize = thread::scope(|s| {
        let workers: Vec<_> = (0..3)
            .map(|_| {
                s.spawn(|| {
                    let mut guard = m.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                    *guard += 1;
                    panic!("each panics with the guard held");
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().is_err() as usize).sum()
    });
    assert_eq!(finished, 3);
    assert_eq!(m.into_inner().unwrap_err().into_inner(), 3);
}

/// A destructor that runs during an unwinding takes a lock that another thread holds, and waits for it.
pub fn lock_taken_in_a_destructor() {
    struct Count<'a>(&'a Mutex<u32>);
    impl Drop for Count<'_> {
        fn drop(&mut self) {
            assert!(thread::panicking());
            *self.0.lock().unwrap() += 1;
        }
    }
    let m = Mutex::new(0);
    thread::scope(|s| {
        let panics = s.spawn(|| {
            let _count = Count(&m);
            panic!("unwind through the destructor");
        });
        s.spawn(|| {
            let mut guard = m.lock().unwrap();
            assert!(!thread::panicking());
            *guard += 10;
        });
        assert!(panics.join().is_err());
    });
    // The lock was taken while unwinding, so that giving it back does not poison it.
    assert_eq!(m.into_inner().unwrap(), 11);
}

pub fn try_lock_fails_sometimes() {
    let m = Mutex::new(0);
    thread::scope(|s| {
        s.spawn(|| *m.lock().unwrap() += 1);
        let took = match m.try_lock() {
            Ok(guard) => Some(*guard),
            Err(TryLockError::WouldBlock) => None,
            Err(TryLockError::Poisoned(_)) => panic!("nobody panics"),
        };
        model::sometimes("before", took == Some(0));
        model::sometimes("between", took.is_none());
        model::sometimes("after", took == Some(1));
    });
}

/// Polling a lock that its holder gives back only after the poller has raised a flag.
pub fn try_lock_polls() {
    let (m, asked) = (Mutex::new(()), std::sync::atomic::AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            let _guard = m.lock().unwrap();
            while !asked.load(std::sync::atomic::Ordering::Acquire) {
                std::hint::spin_loop();
            }
        });
        asked.store(true, std::sync::atomic::Ordering::Release);
        while m.try_lock().is_err() {
            thread::yield_now();
        }
    });
}

pub fn poison_is_noticed() {
    let m = Mutex::new(0);
    thread::scope(|s| {
        let panics = s.spawn(|| {
            let _guard = m.lock();
            panic!("poison it");
        });
        let poisoned = m.is_poisoned();
        model::sometimes("not yet poisoned", !poisoned);
        model::sometimes("already poisoned", poisoned);
        let _ = panics.join();
    });
}

pub fn forgotten_guard() {
    let m = Arc::new(Mutex::new(0));
    std::mem::forget(m.lock());
    let theirs = m.clone();
    thread::spawn(move || drop(theirs.lock()));
}

pub fn lock_api() {
    let mut m = Mutex::from(3);
    *m.get_mut().unwrap() += 1;
    assert_eq!(format!("{m:?}"), "Mutex { data: 4, poisoned: false, .. }");
    {
        let guard = m.lock().unwrap();
        assert_eq!(format!("{guard} {guard:?}"), "4 4");
        assert_eq!(format!("{m:?}"), "Mutex { data: \"<locked>\", poisoned: false, .. }");
        assert_eq!(model::locks_held(), 1);
    }
    assert_eq!(model::locks_held(), 0);
    let result = catch_unwind(AssertUnwindSafe(|| {
        let _guard = m.lock();
        panic!("poison it");
    }));
    assert_eq!(*result.unwrap_err().downcast::<&str>().unwrap(), "poison it");
    assert_eq!(m.get_mut().map_err(|poisoned| *poisoned.into_inner()), Err(4));
    let unsized_data: Arc<Mutex<[u8]>> = Arc::new(Mutex::new([1, 2, 3]));
    assert_eq!(unsized_data.lock().unwrap().len(), 3);
    let dynamic: Box<Mutex<dyn Fn() -> u8>> = Box::new(Mutex::new(|| 7));
    assert_eq!((dynamic.lock().unwrap())(), 7);
    assert_eq!(Mutex::<String>::default().into_inner().unwrap(), "");
}
