//! Is a slot never taken twice, and does whoever waits get what is given back, under every schedule?

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use answer::Slots;

/// One slot: two permits are never alive at once, waited for or not.
pub fn one_permit_at_a_time() {
    let (slots, alive) = (Slots::new(1), AtomicUsize::new(0));
    // Read-modify-write: nothing stale is counted.
    let hold = || {
        let others = alive.fetch_add(1, Ordering::SeqCst);
        alive.fetch_sub(1, Ordering::SeqCst);
        others
    };
    let others = thread::scope(|scope| {
        let other = scope.spawn(|| {
            let _permit = slots.acquire();
            hold()
        });
        let tried = slots.try_acquire().map_or(0, |_permit| hold());
        let permit = slots.acquire();
        let waited = hold();
        permit.release();
        [tried, waited, other.join().expect("this thread only takes a slot")]
    });
    assert_eq!(others, [0, 0, 0], "permits alive at the same time, with one slot");
    assert_eq!(slots.free(), 1, "free slots in the end");
}

/// Two slots: whoever takes one, or gives it back, keeps nobody from the other one.
pub fn the_other_slot_is_free() {
    let slots = Slots::new(2);
    thread::scope(|scope| {
        scope.spawn(|| drop(slots.acquire()));
        let tried = slots.try_acquire();
        assert!(tried.is_some(), "the only other thread has one of two slots, or none");
    });
}

/// To try takes no time.
pub fn trying_takes_no_time() {
    let slots = Slots::new(1);
    let _permit = slots.acquire();
    let begun = Instant::now();
    assert!(slots.try_acquire().is_none(), "the only slot is taken");
    assert_eq!(begun.elapsed(), Duration::ZERO, "how long `try_acquire` has waited");
}

/// Works have their slot as long as they run.
pub fn one_work_at_a_time() {
    let (slots, at_work) = (Slots::new(1), AtomicUsize::new(0));
    let work = || {
        let others = at_work.fetch_add(1, Ordering::SeqCst);
        at_work.fetch_sub(1, Ordering::SeqCst);
        others
    };
    let others = thread::scope(|scope| {
        let other = scope.spawn(|| slots.run(work));
        [slots.run(work), other.join().expect("this work does not panic")]
    });
    assert_eq!(others, [0, 0], "works at the same time, with one slot");
}

/// Two who try for one slot: one gets it, and nobody waits.
pub fn one_of_two_gets_it() {
    let slots = Slots::new(1);
    let got = thread::scope(|scope| {
        let other = scope.spawn(|| slots.try_acquire());
        let here = slots.try_acquire();
        let there = other.join().expect("this thread only tries");
        // Both permits, if there are two, are alive here.
        [here.is_some(), there.is_some()]
    });
    assert_ne!(got, [true, true], "two permits at once, with one slot");
    assert_ne!(got, [false, false], "nobody got the free slot");
    assert_eq!(slots.free(), 1, "free slots in the end");
}

/// Two wait while the only permit is alive; when it ends, both get their turn.
//@ bound: 2
pub fn everybody_who_waits_gets_a_turn() {
    let slots = Slots::new(1);
    let permit = slots.acquire();
    thread::scope(|scope| {
        scope.spawn(|| drop(slots.acquire()));
        scope.spawn(|| slots.acquire().release());
        drop(permit);
    });
    assert_eq!(slots.free(), 1, "free slots in the end");
}

/// A permit that ends with a thread that panics is given to whoever waits.
pub fn a_panic_wakes_whoever_waits() {
    let slots = Slots::new(1);
    let permit = slots.acquire();
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            let _permit = permit;
            panic!("the mail server hangs up, on purpose");
        });
        slots.acquire().release();
        assert!(other.join().is_err(), "the other thread has panicked");
    });
    assert_eq!(slots.free(), 1, "free slots in the end");
}

/// Two slots get free, and two threads wait: both are woken.
//@ bound: 2
pub fn every_slot_wakes_somebody() {
    let slots = Slots::new(2);
    thread::scope(|scope| {
        let taken = [slots.acquire(), slots.acquire()];
        for _ in 0..2 {
            scope.spawn(|| slots.acquire().release());
        }
        taken.map(|permit| permit.release());
    });
    assert_eq!(slots.free(), 2, "free slots in the end");
}
