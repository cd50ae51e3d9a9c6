//! Atomics and memory orderings.

use std::sync::Arc;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{
    AtomicBool, AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicPtr, AtomicU8,
    AtomicU16, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
};
use std::thread;

/// Two threads add one each, by load and store.
pub fn lost_update() {
    let hits = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let seen = hits.load(SeqCst);
                hits.store(seen + 1, SeqCst);
            });
        }
    });
    assert_eq!(hits.load(SeqCst), 2);
}

pub fn counted() {
    let hits = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(|| hits.fetch_add(1, Relaxed));
        }
    });
    assert_eq!(hits.into_inner(), 3);
}

fn publish(ready: Ordering) {
    static DATA: AtomicU32 = AtomicU32::new(7);
    static READY: AtomicBool = AtomicBool::new(false);
    thread::scope(|s| {
        s.spawn(|| {
            DATA.store(42, Relaxed);
            READY.store(true, ready);
        });
        if READY.load(Acquire) {
            assert_eq!(DATA.load(Relaxed), 42);
        }
        model::sometimes("the flag was seen", READY.load(Acquire));
    });
}

pub fn relaxed_publish() {
    publish(Relaxed);
}

pub fn release_publish() {
    publish(Release);
}

/// Each writes its own and reads the other's: may both read the old value?
fn store_buffer(write: Ordering, read: Ordering, fenced: bool) {
    let (x, y) = (AtomicBool::new(false), AtomicBool::new(false));
    let side = |mine: &AtomicBool, theirs: &AtomicBool| {
        mine.store(true, write);
        if fenced {
            fence(SeqCst);
        }
        theirs.load(read)
    };
    let (a, b) = thread::scope(|s| {
        let a = s.spawn(|| side(&x, &y));
        let b = side(&y, &x);
        (a.join().expect("it does not panic"), b)
    });
    assert!(a || b, "both missed the other's store");
}

pub fn store_buffer_seqcst() {
    store_buffer(SeqCst, SeqCst, false);
}

pub fn store_buffer_acqrel() {
    store_buffer(Release, Acquire, false);
}

pub fn store_buffer_relaxed() {
    store_buffer(Relaxed, Relaxed, false);
}

pub fn store_buffer_fences() {
    store_buffer(Relaxed, Relaxed, true);
}

/// Two readers never disagree on the order of two independent `SeqCst` stores.
pub fn seqcst_readers_agree() {
    let (x, y) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| x.store(true, SeqCst));
        s.spawn(|| y.store(true, SeqCst));
        let xy = s.spawn(|| (x.load(SeqCst), y.load(SeqCst)));
        let (y1, x1) = (y.load(SeqCst), x.load(SeqCst));
        let (x2, y2) = xy.join().expect("it does not panic");
        let disagree = x2 && !y2 && y1 && !x1;
        assert!(!disagree, "one saw x first, the other y");
    });
}

pub fn static_atomics_start_over() {
    static COUNT: AtomicI32 = AtomicI32::new(-5);
    static READY: AtomicBool = AtomicBool::new(true);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                COUNT.fetch_add(1, SeqCst);
                READY.store(false, SeqCst);
            });
        }
    });
    assert_eq!(COUNT.load(SeqCst), -3);
    assert!(!READY.load(SeqCst));
}

pub fn every_width_wraps() {
    macro_rules! check {
        ($atomic:ident, $t:ty) => {{
            let a = $atomic::new(<$t>::MAX);
            assert_eq!(a.fetch_add(1, SeqCst), <$t>::MAX);
            assert_eq!(a.load(SeqCst), <$t>::MIN);
            assert_eq!(a.compare_exchange(<$t>::MIN, 5, SeqCst, SeqCst), Ok(<$t>::MIN));
            assert_eq!(a.compare_exchange(4, 9, SeqCst, SeqCst), Err(5));
            assert_eq!(a.fetch_sub(6, SeqCst), 5);
            assert_eq!(a.swap(12, SeqCst), (5 as $t).wrapping_sub(6));
            assert_eq!(a.fetch_and(10, SeqCst), 12);
            assert_eq!(a.fetch_or(3, SeqCst), 8);
            assert_eq!(a.fetch_xor(1, SeqCst), 11);
            assert_eq!(a.fetch_nand(2, SeqCst), 10);
            assert_eq!(a.fetch_max(1, SeqCst), !2);
            assert_eq!(a.load(SeqCst), (!2 as $t).max(1));
            assert_eq!(a.fetch_min(<$t>::MIN, Relaxed), (!2 as $t).max(1));
            a.store(7, Release);
            assert_eq!(a.update(SeqCst, SeqCst, |v| v + 1), 7);
            assert_eq!(a.fetch_update(SeqCst, SeqCst, |v| (v > 100).then_some(0)), Err(8));
            assert_eq!(format!("{a:?}"), "8");
            assert_eq!(a.into_inner(), 8);
            assert_eq!($atomic::default().into_inner(), 0);
            assert_eq!($atomic::from(3).into_inner(), 3);
        }};
    }
    check!(AtomicU8, u8);
    check!(AtomicU16, u16);
    check!(AtomicU32, u32);
    check!(AtomicU64, u64);
    check!(AtomicUsize, usize);
    check!(AtomicI8, i8);
    check!(AtomicI16, i16);
    check!(AtomicI32, i32);
    check!(AtomicI64, i64);
    check!(AtomicIsize, isize);
    let b = AtomicBool::new(true);
    assert!(b.fetch_and(false, SeqCst));
    assert!(!b.fetch_not(SeqCst));
    assert!(b.fetch_xor(true, SeqCst));
    assert!(!b.fetch_nand(true, SeqCst));
    assert!(b.fetch_or(false, SeqCst));
    assert_eq!(b.compare_exchange(false, true, AcqRel, Acquire), Err(true));
    assert!(b.swap(false, SeqCst));
    let (mut one, mut two) = (1, 2);
    let p = AtomicPtr::new(&raw mut one);
    assert_eq!(p.swap(&raw mut two, SeqCst), &raw mut one);
    assert_eq!(p.load(SeqCst), &raw mut two);
    assert!(AtomicPtr::<u8>::default().load(SeqCst).is_null());
}

pub fn reads_of_ones_own() {
    let a = AtomicU32::new(1);
    a.store(2, Relaxed);
    a.store(3, Relaxed);
    assert_eq!(a.load(Relaxed), 3, "a thread sees its own stores in order");
}

pub fn exclusive_access() {
    let mut a = AtomicU8::new(200);
    *a.get_mut() += 50;
    thread::scope(|s| {
        s.spawn(|| a.fetch_add(10, Relaxed));
    });
    assert_eq!(*a.get_mut(), 4);
    *a.get_mut() = 9;
    thread::scope(|s| {
        s.spawn(|| assert_eq!(a.load(Relaxed), 9));
    });
    assert_eq!(a.into_inner(), 9);
}

pub fn update_is_atomic() {
    let a = AtomicU32::new(1);
    thread::scope(|s| {
        s.spawn(|| a.fetch_update(Relaxed, Relaxed, |v| Some(v * 3)));
        s.spawn(|| a.fetch_update(Relaxed, Relaxed, |v| Some(v * 3)));
    });
    assert_eq!(a.into_inner(), 9);
}

pub fn maximum_is_one_step() {
    let a = AtomicU32::new(0);
    thread::scope(|s| {
        s.spawn(|| a.fetch_max(5, Relaxed));
        s.spawn(|| a.fetch_max(7, Relaxed));
        a.fetch_max(6, Relaxed);
    });
    assert_eq!(a.into_inner(), 7);
}

/// The load inside a `fetch_update` is a load: relaxed, it may be old, and the closure may give up on it.
pub fn try_update_may_see_an_old_value() {
    let (seats, sold) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            seats.store(1, Relaxed);
            sold.store(true, Relaxed);
        });
        if sold.load(Relaxed) {
            let got = seats.fetch_update(Relaxed, Relaxed, |v| v.checked_sub(1));
            model::sometimes("a seat was there", got.is_ok());
            model::sometimes("an old value was believed", got.is_err());
        } else {
            model::sometimes("a seat was there", false);
            model::sometimes("an old value was believed", false);
        }
    });
}

pub fn wrong_orderings_panic() {
    let a = Arc::new(AtomicU32::new(0));
    let b = a.clone();
    assert!(thread::spawn(move || b.load(Release)).join().is_err());
    let b = a.clone();
    assert!(thread::spawn(move || b.store(1, Acquire)).join().is_err());
    assert!(std::panic::catch_unwind(|| fence(Relaxed)).is_err());
    assert_eq!(a.load(Relaxed), 0);
}

/// State that no model can put back: a replay does something else.
pub fn spurious_outside_state() {
    static TURN: core::sync::atomic::AtomicU32 = core::sync::atomic::AtomicU32::new(0);
    let turn = TURN.fetch_add(1, core::sync::atomic::Ordering::Relaxed);
    let a = AtomicU32::new(0);
    thread::scope(|s| {
        s.spawn(|| a.fetch_add(turn, Relaxed));
        s.spawn(|| a.fetch_add(1, Relaxed));
    });
}

/// A weak compare-exchange may fail although it finds what it expects.
pub fn weak_exchange_tried_once() {
    let taken = AtomicBool::new(false);
    assert!(taken.compare_exchange_weak(false, true, Acquire, Relaxed).is_ok());
}

pub fn weak_exchange_tried_again() {
    let hits = AtomicU32::new(0);
    let hit = || {
        let mut seen = hits.load(Relaxed);
        while let Err(found) = hits.compare_exchange_weak(seen, seen + 1, Relaxed, Relaxed) {
            seen = found;
        }
    };
    thread::scope(|s| {
        s.spawn(hit);
        hit();
    });
    assert_eq!(hits.load(Relaxed), 2);
}
