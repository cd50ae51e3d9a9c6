//! Is it taken and given back as it should be, on real threads? That two are never in there at once is for the model: a test
//! of a wrong lock would be a data race itself.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use answer::SpinLock;
use harness::{Rendezvous, Rng};

/// What was written under one guard is there under the next.
pub fn a_value_behind_a_lock() {
    let lock = SpinLock::new(vec![1]);
    lock.lock().push(2);
    lock.lock().push(3);
    assert_eq!(*lock.lock(), [1, 2, 3]);
}

/// As long as a guard lives nobody else gets one, however often it is tried; and then one does.
pub fn taken_and_free() {
    let lock = SpinLock::new(7);
    let guard = lock.lock();
    for attempt in 1..4 {
        assert!(lock.try_lock().is_none(), "attempt {attempt}, while the lock is taken");
    }
    assert_eq!(*guard, 7);
    drop(guard);
    let guard = lock.try_lock();
    assert!(guard.is_some(), "the lock is free");
    assert!(lock.try_lock().is_none(), "taken by `try_lock`");
    drop(guard);
    assert!(lock.try_lock().is_some(), "free again");
}

/// The guard of a thread that panics gives back the lock.
pub fn a_panic_gives_it_back() {
    let lock = SpinLock::new(1);
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        let mut guard = lock.lock();
        *guard += 1;
        panic!("under the lock, on purpose");
    }));
    assert!(panicked.is_err());
    assert_eq!(lock.try_lock().map(|guard| *guard), Some(2), "after the panic");
}

/// A lock may be a static, and threads take it in turns.
pub fn from_thread_to_thread() {
    static LOCK: SpinLock<Vec<u64>> = SpinLock::new(Vec::new());
    for n in 0..10 {
        thread::spawn(move || LOCK.lock().push(n)).join().expect("it only pushes");
    }
    assert_eq!(*LOCK.lock(), (0..10).collect::<Vec<_>>());
}

/// Whoever finds it taken waits, and gets it when it is free.
pub fn whoever_waits_gets_it() {
    let (lock, meeting) = (SpinLock::new(0), Rendezvous::new(2));
    thread::scope(|scope| {
        let mut guard = lock.lock();
        let other = scope.spawn(|| {
            meeting.meet();
            *lock.lock()
        });
        // The other one asks from here on, while this thread has the lock, or a moment after it.
        meeting.meet();
        *guard = 7;
        drop(guard);
        assert_eq!(other.join().expect("it only looks"), 7, "seen by the one who has waited");
    });
}

/// Random values go in and come out.
pub fn random_values_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..8)
        .map(|_| {
            let len = rng.below(50) as usize;
            let lock = SpinLock::new(Vec::new());
            for value in rng.vec(len) {
                match lock.try_lock() {
                    Some(mut guard) if value % 2 == 0 => guard.push(value),
                    taken => {
                        drop(taken);
                        lock.lock().push(!value);
                    }
                }
            }
            let values = lock.lock();
            values.clone()
        })
        .collect()
}
