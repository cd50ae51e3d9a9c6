//! `Once`, `OnceLock` and `LazyLock`: who initialises, who waits, and what may be seen.
//!
//! What holds in the real std as well is in the conformance suite; here is what only a model can tell.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::*};
use std::sync::{LazyLock, Mutex, Once, OnceLock};
use std::thread;

/// Any of them may be the one that initialises, and each may have to wait.
pub fn one_of_three_initialises() {
    let cell = OnceLock::new();
    let inits = AtomicUsize::new(0);
    let by = thread::scope(|s| {
        for name in ["T1", "T2"] {
            let (cell, inits) = (&cell, &inits);
            s.spawn(move || {
                cell.get_or_init(|| {
                    inits.fetch_add(1, Relaxed);
                    name
                })
            });
        }
        *cell.get_or_init(|| {
            inits.fetch_add(1, Relaxed);
            "main"
        })
    });
    assert_eq!(inits.into_inner(), 1);
    for name in ["main", "T1", "T2"] {
        model::sometimes(name, by == name);
    }
}

pub fn initialiser_never_returns() {
    static CELL: OnceLock<u32> = OnceLock::new();
    thread::spawn(|| {
        CELL.get_or_init(|| {
            thread::park();
            1
        });
    });
    thread::spawn(|| CELL.get_or_init(|| 2));
}

pub fn initialises_itself() {
    static CELL: OnceLock<u32> = OnceLock::new();
    CELL.get_or_init(|| *CELL.get_or_init(|| 1));
}

pub fn calls_itself_once() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| ONCE.call_once(|| {}));
}

pub fn two_lazies_need_each_other() {
    static A: LazyLock<u32> = LazyLock::new(|| *B + 1);
    static B: LazyLock<u32> = LazyLock::new(|| *A + 1);
    let other = thread::spawn(|| *A);
    let _ = *B;
    let _ = other.join();
}

pub fn waits_for_what_nobody_sets() {
    OnceLock::<u32>::new().wait();
}

/// What an execution leaves in a static is not there in the next one.
pub fn static_cells_start_over() {
    static ONCE: Once = Once::new();
    static CELL: OnceLock<String> = OnceLock::new();
    static LAZY: LazyLock<Mutex<Vec<u32>>> = LazyLock::new(|| Mutex::new(vec![7]));
    static FAILS: LazyLock<u32> = LazyLock::new(|| panic!("each time"));
    assert!(!ONCE.is_completed());
    assert_eq!((CELL.get(), LazyLock::get(&LAZY).is_none()), (None, true));
    thread::scope(|s| {
        s.spawn(|| ONCE.call_once(|| LAZY.lock().unwrap().push(1)));
        s.spawn(|| CELL.set("set".into()).unwrap());
        let failed = catch_unwind(|| *FAILS).unwrap_err();
        assert_eq!(failed.downcast_ref(), Some(&"each time"));
    });
    assert!(ONCE.is_completed());
    assert_eq!((CELL.wait().as_str(), LAZY.lock().unwrap().as_slice()), ("set", &[7, 1][..]));
}

/// The flag says that the cell is full, and orders nothing: `get` may look at it before.
pub fn relaxed_flag_beside_a_cell() {
    let (cell, set) = (OnceLock::new(), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            cell.set(1).unwrap();
            set.store(true, Relaxed);
        });
        if set.load(Relaxed) {
            assert_eq!(cell.get(), Some(&1));
        }
    });
}

/// Waiting for a flag that comes while another thread initialises.
pub fn polls_for_completion() {
    let once = Once::new();
    thread::scope(|s| {
        s.spawn(|| {
            let _ = catch_unwind(AssertUnwindSafe(|| once.call_once(|| panic!("the first time"))));
            once.call_once_force(|state| assert!(state.is_poisoned()));
        });
        while !once.is_completed() {
            thread::yield_now();
        }
    });
}

pub fn polls_for_what_nobody_sets() {
    let cell = OnceLock::<u32>::new();
    while cell.get().is_none() {}
}

/// Checking first and setting then is two steps; both check, and one `set` fails.
pub fn checked_then_set() {
    static CELL: OnceLock<u32> = OnceLock::new();
    thread::scope(|s| {
        for n in 0..2 {
            s.spawn(move || {
                if CELL.get().is_none() {
                    CELL.set(n).expect("nobody else sets it");
                }
            });
        }
    });
}

/// The first attempt panics while another thread waits: that one is told, and tries itself.
pub fn waiter_of_a_failed_attempt() {
    let cell = OnceLock::new();
    let failures = AtomicUsize::new(0);
    thread::scope(|s| {
        let first = s.spawn(|| {
            cell.get_or_init(|| {
                failures.fetch_add(1, Relaxed);
                panic!("the first attempt")
            });
        });
        let second = s.spawn(|| *cell.get_or_init(|| 2));
        model::sometimes("the first came first", first.join().is_err());
        assert_eq!(second.join().unwrap(), 2);
        model::sometimes("the first found it done", failures.load(Relaxed) == 0);
    });
    assert_eq!(cell.into_inner(), Some(2));
}

/// Both waiters of a failed attempt want to try again; either may be the one.
pub fn either_waiter_tries_again() {
    let cell = OnceLock::new();
    thread::scope(|s| {
        s.spawn(|| {
            let _ = catch_unwind(AssertUnwindSafe(|| cell.get_or_init(|| panic!("fails"))));
        });
        for n in 1..3 {
            let cell = &cell;
            s.spawn(move || cell.get_or_init(|| n));
        }
    });
    let n = *cell.get().unwrap();
    model::sometimes("the first", n == 1);
    model::sometimes("the second", n == 2);
}

/// No lock is held while something is initialised, as far as the witness is asked.
pub fn initialiser_holds_no_lock() {
    OnceLock::new().get_or_init(|| assert_eq!(model::locks_held(), 0));
}

fn looked_at_by_two(times: u32) {
    static LAZY: LazyLock<u32> = LazyLock::new(|| 1);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| (0..times).for_each(|_| assert_eq!(*LAZY, 1)));
        }
    });
}

/// A thread that has seen that something is done takes no step to look at it again.
pub fn looked_at_once() {
    looked_at_by_two(1);
}

pub fn looked_at_ten_times() {
    looked_at_by_two(10);
}
