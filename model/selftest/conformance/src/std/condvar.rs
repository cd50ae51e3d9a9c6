//! `Condvar`.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::std::catch;
use crate::{panics, sometimes};

is! {
    Condvar: Send, Sync, UnwindSafe, RefUnwindSafe, Debug, Default;
}
is_not! {
    Condvar: Clone;
}

cases! {
    what_another_leaves either_kind_of_wait_takes_it notified_without_a_waiter all_are_woken one_is_woken
    waiting_holds_no_lock a_waiter_learns_of_poison its_own_panic_poisons in_a_static prints two_mutexes
    waited_in_vain waited_with_success waited_for_a_condition in_milliseconds forever_is_no_time_out
}

const SHORT: Duration = Duration::from_millis(2);
const LONG: Duration = Duration::from_secs(3600);

fn what_another_leaves() {
    let (slot, filled) = (Mutex::new(None), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            *slot.lock().unwrap() = Some(7);
            filled.notify_one();
        });
        let mut guard = slot.lock().unwrap();
        sometimes("there already", guard.is_some());
        sometimes("not there yet", guard.is_none());
        while guard.is_none() {
            guard = filled.wait(guard).unwrap();
        }
        assert_eq!(*guard, Some(7));
    });
}

fn either_kind_of_wait_takes_it() {
    let (tickets, more) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            let mut guard = more.wait_while(tickets.lock().unwrap(), |n| *n == 0).unwrap();
            *guard -= 1;
        });
        s.spawn(|| {
            let guard = tickets.lock().unwrap();
            let (mut guard, result) = more.wait_timeout_while(guard, LONG, |n| *n == 0).unwrap();
            // Whose hour is over before anybody moved goes without.
            *guard -= i32::from(!result.timed_out());
        });
        *tickets.lock().unwrap() += 2;
        more.notify_all();
    });
}

fn notified_without_a_waiter() {
    let c = Condvar::new();
    c.notify_one();
    c.notify_all();
    let m = Mutex::new(1);
    // What came before is not kept, and a wait that is not needed is none.
    assert_eq!(*c.wait_while(m.lock().unwrap(), |n| *n != 1).unwrap(), 1);
}

fn all_are_woken() {
    let (open, opened) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| drop(opened.wait_while(open.lock().unwrap(), |open| !*open)));
        }
        *open.lock().unwrap() = true;
        opened.notify_all();
    });
}

fn one_is_woken() {
    let (baton, passed) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            *passed.wait_while(baton.lock().unwrap(), |n| *n < 1).unwrap() += 1;
            passed.notify_one();
        });
        *baton.lock().unwrap() = 1;
        passed.notify_one();
        assert_eq!(*passed.wait_while(baton.lock().unwrap(), |n| *n < 2).unwrap(), 2);
    });
}

fn waiting_holds_no_lock() {
    let (m, c) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            let mut guard = m.lock().unwrap();
            *guard = 1;
            c.notify_one();
            drop(c.wait_while(guard, |n| *n != 2).unwrap());
        });
        let mut guard = c.wait_while(m.lock().unwrap(), |n| *n != 1).unwrap();
        *guard = 2;
        c.notify_one();
    });
}

fn a_waiter_learns_of_poison() {
    let (m, c) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        let panics = s.spawn(|| {
            let mut guard = m.lock().unwrap();
            *guard = true;
            c.notify_all();
            panic!("with the lock held");
        });
        let guard = match m.lock() {
            Ok(guard) => c.wait_while(guard, |done| !*done),
            poisoned => poisoned,
        };
        assert!(*guard.unwrap_err().into_inner());
        assert!(panics.join().is_err());
    });
    let guard = m.lock().unwrap_err().into_inner();
    let guard = c.wait_timeout(guard, SHORT).unwrap_err().into_inner().0;
    let waited = c.wait_timeout_while(guard, SHORT, |_| true);
    let (guard, result) = waited.unwrap_err().into_inner();
    assert!(*guard);
    // Poison ends it at the first wake-up.
    sometimes("timed out", result.timed_out());
}

fn its_own_panic_poisons() {
    let (m, c) = (Mutex::new(0), Condvar::new());
    let said = panics(|| c.wait_while(m.lock().unwrap(), |_| panic!("in the condition")).is_ok());
    assert_eq!(said, "in the condition");
    assert!(m.is_poisoned());
    m.clear_poison();
    let waited = catch(|| {
        let _guard = c.wait_timeout(m.lock().unwrap(), SHORT).unwrap();
        panic!("after a wait");
    });
    assert!(waited.is_err() && m.is_poisoned());
}

fn in_a_static() {
    static READY: Mutex<bool> = Mutex::new(false);
    static RINGS: Condvar = Condvar::new();
    thread::scope(|s| {
        s.spawn(|| {
            *READY.lock().unwrap() = true;
            RINGS.notify_all();
        });
        assert!(*RINGS.wait_while(READY.lock().unwrap(), |ready| !*ready).unwrap());
    });
}

fn prints() {
    assert_eq!(format!("{:?}", Condvar::default()), "Condvar { .. }");
}

/// On Linux no panic, as std's page has it.
fn two_mutexes() {
    let (one, two, c) = (Mutex::new(1), Mutex::new(2), Condvar::new());
    assert_eq!(*c.wait_timeout(one.lock().unwrap(), SHORT).unwrap().0, 1);
    assert_eq!(*c.wait_timeout(two.lock().unwrap(), SHORT).unwrap().0, 2);
}

fn waited_in_vain() {
    let (m, c) = (Mutex::new(()), Condvar::new());
    let start = Instant::now();
    let mut guard = m.lock().unwrap();
    loop {
        let (again, result) = c.wait_timeout(guard, SHORT).unwrap();
        guard = again;
        if result.timed_out() {
            break;
        }
    }
    assert!(start.elapsed() >= SHORT);
    let (_guard, result) = c.wait_timeout(guard, Duration::ZERO).unwrap();
    sometimes("at once", result.timed_out());
}

fn waited_with_success() {
    let (m, c) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            *m.lock().unwrap() = true;
            c.notify_one();
        });
        let mut guard = m.lock().unwrap();
        let mut timed_out = false;
        while !*guard {
            let (again, result) = c.wait_timeout(guard, LONG).unwrap();
            guard = again;
            timed_out |= result.timed_out();
        }
        sometimes("in time", !timed_out);
        sometimes("too late", timed_out);
    });
}

fn waited_for_a_condition() {
    let (m, c) = (Mutex::new(0), Condvar::new());
    let (guard, result) = c.wait_timeout_while(m.lock().unwrap(), LONG, |n| *n != 0).unwrap();
    assert!(!result.timed_out());
    drop(guard);
    let start = Instant::now();
    let mut asked = 0;
    let (guard, result) = c
        .wait_timeout_while(m.lock().unwrap(), SHORT, |n| {
            asked += 1;
            *n == 0
        })
        .unwrap();
    assert!(result.timed_out() && start.elapsed() >= SHORT);
    assert!(*guard == 0 && asked >= 2);
    drop(guard);
    let waited = c.wait_timeout_while(m.lock().unwrap(), Duration::ZERO, |_| true);
    assert!(waited.unwrap().1.timed_out());
}

fn in_milliseconds() {
    let (m, c) = (Mutex::new(5), Condvar::new());
    #[expect(deprecated, reason = "it is there")]
    let (guard, notified) = c.wait_timeout_ms(m.lock().unwrap(), 1).unwrap();
    assert_eq!(*guard, 5);
    sometimes("the time was up", !notified);
}

fn forever_is_no_time_out() {
    let (m, c) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            *m.lock().unwrap() = true;
            c.notify_one();
        });
        let mut guard = m.lock().unwrap();
        while !*guard {
            let (again, result) = c.wait_timeout(guard, Duration::MAX).unwrap();
            guard = again;
            assert!(!result.timed_out());
        }
    });
}

pub mod wait_timeout_result {
    use super::*;
    use std::sync::WaitTimeoutResult;

    is! {
        WaitTimeoutResult: Send, Sync, Copy, Eq, Debug, UnwindSafe, RefUnwindSafe;
    }
    is_not! {
        WaitTimeoutResult: Default;
    }

    cases! { compares_and_prints }

    fn compares_and_prints() {
        let (m, c) = (Mutex::new(()), Condvar::new());
        let (guard, no) = c.wait_timeout_while(m.lock().unwrap(), SHORT, |_| false).unwrap();
        let (_guard, yes) = c.wait_timeout_while(guard, Duration::ZERO, |_| true).unwrap();
        assert!(yes.timed_out() && !no.timed_out());
        assert_ne!(yes, no);
        assert_eq!(format!("{yes:?} {no:?}"), "WaitTimeoutResult(true) WaitTimeoutResult(false)");
    }
}
