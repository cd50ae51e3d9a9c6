//! Loops that look again and again.

use std::hint::spin_loop;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicBool, AtomicU32};
use std::sync::{Mutex, RwLock};
use std::thread;
use std::time::{Duration, Instant};

fn flagged(write: std::sync::atomic::Ordering, wait: fn(&AtomicBool)) {
    let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            data.store(42, Relaxed);
            ready.store(true, write);
        });
        wait(&ready);
        assert_eq!(data.load(Relaxed), 42);
    });
}

fn spin(ready: &AtomicBool) {
    while !ready.load(Acquire) {
        spin_loop();
    }
}

pub fn flag_spins() {
    flagged(Release, spin);
}

/// Waiting in a loop must not hide that nothing orders the data: only a happens-before edge would.
pub fn relaxed_flag_publishes_nothing() {
    flagged(Relaxed, spin);
}

/// Looks a few times, and then waits to be woken; `look_again` is what it does once it has said that it will.
fn spins_a_while_then_parks(look_again: bool) {
    let (ready, waiter) = (AtomicBool::new(false), Mutex::new(None::<thread::Thread>));
    thread::scope(|s| {
        s.spawn(|| {
            ready.store(true, Release);
            if let Some(waiter) = waiter.lock().unwrap().take() {
                waiter.unpark();
            }
        });
        for _ in 0..5 {
            if ready.load(Acquire) {
                return;
            }
            spin_loop();
        }
        *waiter.lock().unwrap() = Some(thread::current());
        if look_again {
            while !ready.load(Acquire) {
                thread::park();
            }
            model::sometimes("gave up spinning", true);
        } else {
            thread::park();
        }
    });
}

/// What comes after the last of five looks is not seen.
pub fn spins_a_while_and_parks_too_late() {
    spins_a_while_then_parks(false);
}

pub fn spins_a_while_and_looks_again() {
    spins_a_while_then_parks(true);
}

/// Yields that are no loop, beside one who waits for a lock, or does not.
pub fn yields_four_times() {
    let events = Mutex::new(0);
    thread::scope(|s| {
        let other = s.spawn(|| {
            for _ in 0..4 {
                thread::yield_now();
            }
            *events.lock().unwrap() += 1;
        });
        let seen = *events.lock().unwrap();
        other.join().unwrap();
        model::sometimes("early", seen == 0);
        model::sometimes("late", seen == 1);
    });
}

pub fn polls_without_a_hint() {
    flagged(Release, |ready| while !ready.load(Acquire) {});
}

pub fn polls_with_sleep() {
    flagged(Release, |ready| {
        while !ready.load(Acquire) {
            thread::sleep(Duration::from_millis(1));
        }
    });
}

/// Sleeping in a loop orders nothing either.
pub fn relaxed_flag_slept_for_publishes_nothing() {
    flagged(Relaxed, |ready| {
        while !ready.load(Relaxed) {
            thread::sleep(Duration::from_millis(1));
        }
    });
}

/// Each worker leaves a value that may be read late; a poller that sleeps must not read it late for ever.
pub fn counted_down_while_sleeping() {
    let (busy, done) = (AtomicU32::new(2), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                done.fetch_add(1, Relaxed);
                busy.fetch_sub(1, Release);
            });
        }
        while busy.load(Acquire) > 0 {
            thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(done.load(Relaxed), 2);
    });
}

/// An old value is not read for ever.
pub fn relaxed_flag_is_seen_at_last() {
    let ready = AtomicBool::new(false);
    thread::scope(|s| {
        s.spawn(|| ready.store(true, Relaxed));
        while !ready.load(Relaxed) {
            thread::yield_now();
        }
    });
}

struct SpinLock {
    locked: AtomicBool,
    unlock: std::sync::atomic::Ordering,
}

impl SpinLock {
    fn with(&self, f: impl FnOnce()) {
        while self.locked.swap(true, Acquire) {
            spin_loop();
        }
        f();
        self.locked.store(false, self.unlock);
    }
}

fn spin_lock(threads: u32, unlock: std::sync::atomic::Ordering) {
    let lock = SpinLock { locked: AtomicBool::new(false), unlock };
    let inside = AtomicU32::new(0);
    let total = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                lock.with(|| {
                    assert_eq!(inside.load(Relaxed), 0);
                    inside.store(1, Relaxed);
                    total.store(total.load(Relaxed) + 1, Relaxed);
                    inside.store(0, Relaxed);
                })
            });
        }
    });
    assert_eq!(total.into_inner(), threads);
}

pub fn spin_lock_of_two() {
    spin_lock(2, Release);
}

pub fn spin_lock_of_three() {
    spin_lock(3, Release);
}

pub fn spin_lock_relaxed_unlock() {
    spin_lock(2, Relaxed);
}

/// Looks, then takes: others may come in between.
pub fn spin_lock_in_two_steps() {
    let (locked, total) = (AtomicBool::new(false), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                while locked.load(Acquire) {
                    spin_loop();
                }
                locked.store(true, Relaxed);
                total.store(total.load(Relaxed) + 1, Relaxed);
                locked.store(false, Release);
            });
        }
    });
    assert_eq!(total.into_inner(), 2);
}

/// Whoever waits may come next, in any order, though they all wait by polling.
pub fn every_order_of_pollers() {
    let lock = SpinLock { locked: AtomicBool::new(true), unlock: Release };
    let order = std::sync::Mutex::new(Vec::new());
    thread::scope(|s| {
        for i in 0..3 {
            let (lock, order) = (&lock, &order);
            s.spawn(move || lock.with(|| order.lock().unwrap().push(i)));
        }
        lock.locked.store(false, Release);
    });
    let order = order.into_inner().unwrap();
    model::sometimes("0 1 2", order == [0, 1, 2]);
    model::sometimes("0 2 1", order == [0, 2, 1]);
    model::sometimes("1 0 2", order == [1, 0, 2]);
    model::sometimes("1 2 0", order == [1, 2, 0]);
    model::sometimes("2 0 1", order == [2, 0, 1]);
    model::sometimes("2 1 0", order == [2, 1, 0]);
}

pub fn ticket_lock() {
    let (next, serving, total) = (AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let ticket = next.fetch_add(1, Relaxed);
                while serving.load(Acquire) != ticket {
                    spin_loop();
                }
                total.store(total.load(Relaxed) + 1, Relaxed);
                serving.store(ticket + 1, Release);
            });
        }
    });
    assert_eq!(total.into_inner(), 2);
}

pub fn spins_for_ever() {
    let flag = AtomicBool::new(false);
    thread::scope(|s| {
        s.spawn(|| spin(&flag));
    });
}

pub fn polls_without_a_hint_for_ever() {
    let flag = AtomicBool::new(false);
    thread::scope(|s| {
        s.spawn(|| while !flag.load(Acquire) {});
    });
}

pub fn two_poll_each_other() {
    let (a, b) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            spin(&a);
            b.store(true, Release);
        });
        s.spawn(|| {
            spin(&b);
            a.store(true, Release);
        });
    });
}

pub fn sleeps_for_ever() {
    let flag = AtomicBool::new(false);
    thread::scope(|s| {
        s.spawn(|| {
            while !flag.load(Acquire) {
                thread::sleep(Duration::from_millis(1));
            }
        });
    });
}

pub fn waits_for_the_clock() {
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_millis(10) {
        spin_loop();
    }
}

pub fn stops_at_too_many_steps() {
    let a = AtomicU32::new(0);
    for _ in 0..10_000 {
        a.fetch_add(1, Relaxed);
    }
}

/// `yield_now` promises nothing: whoever yields may still be the first.
fn yielding_orders_nothing(yields: usize, wait: fn()) {
    let done = AtomicBool::new(false);
    thread::scope(|s| {
        s.spawn(|| {
            (0..yields).for_each(|_| wait());
            done.store(true, Relaxed);
        });
        let first = done.load(Acquire);
        model::sometimes("the other thread was first", first);
        model::sometimes("the other thread was not first", !first);
    });
}

pub fn one_yield_orders_nothing() {
    yielding_orders_nothing(1, thread::yield_now);
}

pub fn two_yields_order_nothing() {
    yielding_orders_nothing(2, thread::yield_now);
}

pub fn one_spin_orders_nothing() {
    yielding_orders_nothing(1, spin_loop);
}

/// An answer that hopes a yield lets the thread just started go first.
pub fn yields_so_that_this_one_goes_first() {
    let begun = std::sync::Mutex::new(Vec::new());
    thread::scope(|s| {
        for n in [1, 2] {
            let begun = &begun;
            s.spawn(move || begun.lock().unwrap().push(n));
            thread::yield_now();
        }
    });
    assert_eq!(begun.into_inner().unwrap(), [1, 2]);
}

/// Nobody else is there, and it is no loop without an end.
pub fn yields_alone() {
    for _ in 0..50 {
        thread::yield_now();
        spin_loop();
    }
}

/// A spin lock whose loop says nothing about being one.
pub fn spins_on_a_swap_without_a_hint() {
    let (taken, count) = (AtomicBool::new(false), AtomicU32::new(0));
    let work = || {
        while taken.swap(true, Acquire) {}
        let before = count.load(Relaxed);
        count.store(before + 1, Relaxed);
        taken.store(false, Release);
    };
    thread::scope(|s| {
        s.spawn(work);
        work();
    });
    assert_eq!(count.load(Relaxed), 2);
}

/// Waits for the other thread by visits to a lock.
pub fn waits_in_a_loop_over_a_lock() {
    let (data, ready) = (AtomicU32::new(0), Mutex::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            data.store(42, Relaxed);
            *ready.lock().unwrap() = true;
        });
        while !*ready.lock().unwrap() {}
        assert_eq!(data.load(Relaxed), 42);
    });
}

/// As above, with the two stores in the wrong order: it has waited for the wrong one.
pub fn waits_in_a_loop_over_a_lock_for_the_first_of_two() {
    let (data, ready) = (AtomicU32::new(0), Mutex::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            *ready.lock().unwrap() = true;
            data.store(42, Relaxed);
        });
        while !*ready.lock().unwrap() {}
        assert_eq!(data.load(Relaxed), 42);
    });
}

/// Two locks in each turn, and two who wait so for a third.
pub fn two_wait_in_loops_over_locks() {
    let (asked, ready) = (Mutex::new(0), RwLock::new(false));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                while !*ready.read().unwrap() {
                    *asked.lock().unwrap() += 1;
                }
            });
        }
        *ready.write().unwrap() = true;
    });
}

/// Looks by taking: what is behind the lock may have changed for all that is seen of it.
pub fn takes_in_a_loop() {
    let queue = Mutex::new(Vec::new());
    thread::scope(|s| {
        s.spawn(|| queue.lock().unwrap().push(7));
        let item = loop {
            if let Some(item) = queue.lock().unwrap().pop() {
                break item;
            }
        };
        assert_eq!(item, 7);
    });
}

pub fn takes_in_a_loop_for_ever() {
    let queue = Mutex::new(Vec::<u32>::new());
    while queue.lock().unwrap().pop().is_none() {}
}

pub fn waits_in_a_loop_over_a_lock_for_ever() {
    let ready = Mutex::new(false);
    while !*ready.lock().unwrap() {}
}

/// No loop that waits: it does what it does a thousand times.
pub fn a_thousand_visits_to_a_lock() {
    let count = Mutex::new(0);
    for _ in 0..1_000 {
        *count.lock().unwrap() += 1;
    }
    assert_eq!(count.into_inner().unwrap(), 1_000);
}

pub fn six_thousand_visits_to_a_lock() {
    let list = Mutex::new(Vec::new());
    for item in 0..6_000 {
        list.lock().unwrap().push(item);
    }
}

pub fn waits_in_a_loop_for_an_end() {
    let data = AtomicU32::new(0);
    thread::scope(|s| {
        let handle = s.spawn(|| data.store(42, Relaxed));
        while !handle.is_finished() {}
        handle.join().unwrap();
        assert_eq!(data.load(Relaxed), 42);
    });
}
