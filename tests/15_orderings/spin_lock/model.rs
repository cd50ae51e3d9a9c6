//! Is there never more than one in there, and does the next see what the last has done, under every schedule and with every value that
//! the orderings allow to be read? A use of the value that nothing orders is a data race.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use answer::SpinLock;

/// Two add one each: no use of the value overlaps with another, and none is lost.
pub fn one_at_a_time() {
    let lock = SpinLock::new(0_u64);
    thread::scope(|scope| {
        scope.spawn(|| *lock.lock() += 1);
        *lock.lock() += 1;
    });
    assert_eq!(*lock.lock(), 2, "additions under the lock");
}

/// Two try at the same time: never do both have it.
pub fn one_of_two_gets_it() {
    let lock = SpinLock::new(0_u64);
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| lock.try_lock().map(|mut guard| *guard += 1).is_some());
        let here = lock.try_lock().map(|mut guard| *guard += 1).is_some();
        (here, other.join().expect("it only tries"))
    });
    assert!(here || there, "the lock was free, and nobody got it");
    assert_eq!(*lock.lock(), u64::from(here) + u64::from(there), "additions under the lock");
    model::sometimes("one was too late", !(here && there));
}

/// Whoever does not get it by trying changes nothing for the one who has it.
pub fn a_vain_attempt_changes_nothing() {
    let lock = SpinLock::new(0_u64);
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..2 {
                if let Some(mut guard) = lock.try_lock() {
                    *guard += 1;
                }
            }
        });
        let mut guard = lock.lock();
        *guard += 1;
        // In between the other one tries, perhaps twice.
        *guard += 1;
    });
    assert!(*lock.lock() >= 2, "additions under the lock");
}

/// A thread panics with the guard: the other one gets the lock, and sees what was done.
pub fn a_panic_gives_it_back() {
    let lock = SpinLock::new(0_u64);
    thread::scope(|scope| {
        scope.spawn(|| {
            let panicked = catch_unwind(AssertUnwindSafe(|| {
                let mut guard = lock.lock();
                *guard += 1;
                panic!("under the lock, on purpose");
            }));
            assert!(panicked.is_err(), "it panics");
        });
        *lock.lock() += 1;
    });
    assert_eq!(*lock.lock(), 2, "additions under the lock");
}

/// The lock is free, and one thread tries to take it: it gets it, every time.
pub fn free_is_free() {
    let lock = SpinLock::new(0_u64);
    for attempt in 0..2 {
        assert!(
            lock.try_lock().is_some(),
            "attempt {attempt}: the lock is free, and `try_lock` says that it is taken"
        );
    }
}

/// One thread tries while another gives the lock back, and that one tries, too: it is free then, and one of the two gets it.
pub fn a_vain_attempt_is_no_holder() {
    let lock = SpinLock::new(());
    let guard = lock.lock();
    thread::scope(|scope| {
        let other = scope.spawn(|| lock.try_lock().is_some());
        drop(guard);
        let mine = lock.try_lock().is_some();
        let theirs = other.join().expect("it only tries");
        assert!(
            mine || theirs,
            "the lock was given back, two have tried to take it, and nobody got it"
        );
    });
}
