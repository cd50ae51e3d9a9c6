//! `std::sync::atomic`: the same of each type, each width with its own wrapping, and what no ordering may change.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{
    AtomicBool, AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicPtr, AtomicU8,
    AtomicU16, AtomicU32, AtomicU64, AtomicUsize, compiler_fence, fence,
};
use std::thread;

use crate::panics;

is! {
    AtomicBool: Send, Sync, UnwindSafe, RefUnwindSafe, Debug, Default, From<bool>;
}
is_not! {
    AtomicBool: Clone;
    AtomicU8: PartialEq;
}

cases! {
    unsigned_integers signed_integers booleans integers_are_changed_in_one_step
    exchanges_are_one_step published_with_release_and_acquire published_with_fences both_sides_see_a_seqcst_store
    statics_start_as_written impossible_orderings_panic deprecated_names
}

/// What all integers have, in one thread.
macro_rules! integer {
    ($($atomic:ident $t:ident)+) => { $({
        is! { $atomic: Send, Sync, UnwindSafe, RefUnwindSafe, Debug, Default, From<$t>; }
        static A: $atomic = $atomic::new(3);
        assert_eq!(A.swap(0, Relaxed), 3);
        let mut a = $atomic::new(3);
        assert_eq!(a.load(Acquire), 3);
        a.store(4, Release);
        assert_eq!(a.swap(5, AcqRel), 4);
        assert_eq!(a.compare_exchange(5, 6, SeqCst, Relaxed), Ok(5));
        assert_eq!(a.compare_exchange(5, 7, SeqCst, Relaxed), Err(6));
        while a.compare_exchange_weak(6, 7, AcqRel, Acquire).is_err() {}
        assert_eq!(a.compare_exchange_weak(6, 8, AcqRel, Acquire), Err(7));
        assert_eq!(a.fetch_add(3, Relaxed), 7);
        assert_eq!(a.fetch_sub(4, Relaxed), 10);
        assert_eq!(a.fetch_and(0b100, Relaxed), 6);
        assert_eq!(a.fetch_or(0b011, Relaxed), 4);
        assert_eq!(a.fetch_xor(0b101, Relaxed), 7);
        assert_eq!(a.fetch_nand(0b110, Relaxed), 2);
        assert_eq!(a.swap(9, Relaxed), !2);
        assert_eq!(a.fetch_max(8, Relaxed), 9);
        assert_eq!(a.fetch_max(12, Relaxed), 9);
        assert_eq!(a.fetch_min(13, Relaxed), 12);
        assert_eq!(a.fetch_min(1, Relaxed), 12);
        #[allow(deprecated, reason = "there all the same, and not yet everywhere")]
        let updated = a.fetch_update(Relaxed, Relaxed, |v| (v == 1).then_some(2));
        assert_eq!(updated, Ok(1));
        assert_eq!(a.try_update(Relaxed, Relaxed, |v| (v == 1).then_some(3)), Err(2));
        assert_eq!(a.update(AcqRel, Acquire, |v| v * 2), 2);
        assert_eq!(*a.get_mut(), 4);
        *a.get_mut() = $t::MAX;
        assert_eq!(a.fetch_add(2, Relaxed), $t::MAX);
        assert_eq!(a.load(Relaxed), $t::MIN + 1);
        assert_eq!(a.fetch_sub(2, Relaxed), $t::MIN + 1);
        assert_eq!(format!("{a:?}"), $t::MAX.to_string());
        assert_eq!(a.into_inner(), $t::MAX);
        assert_eq!($atomic::default().into_inner(), 0);
        assert_eq!($atomic::from(7).into_inner(), 7);
    })+ };
}

fn unsigned_integers() {
    integer!(AtomicU8 u8 AtomicU16 u16 AtomicU32 u32 AtomicU64 u64 AtomicUsize usize);
}

fn signed_integers() {
    integer!(AtomicI8 i8 AtomicI16 i16 AtomicI32 i32 AtomicI64 i64 AtomicIsize isize);
    let a = AtomicI16::new(-5);
    assert_eq!((a.fetch_max(-7, Relaxed), a.fetch_min(-7, Relaxed)), (-5, -5));
    assert_eq!(a.into_inner(), -7);
    assert_eq!(format!("{:?}", AtomicI64::new(-1)), "-1");
}

fn booleans() {
    let mut b = AtomicBool::new(false);
    assert!(!b.load(Acquire));
    b.store(true, Release);
    assert!(b.swap(true, AcqRel));
    assert_eq!(b.compare_exchange(true, false, SeqCst, Relaxed), Ok(true));
    assert_eq!(b.compare_exchange(true, false, SeqCst, Relaxed), Err(false));
    while b.compare_exchange_weak(false, true, AcqRel, Acquire).is_err() {}
    // Each against the truth table.
    for (was, with) in [(false, false), (false, true), (true, false), (true, true)] {
        let after = |operate: &dyn Fn(&AtomicBool) -> bool| {
            let b = AtomicBool::new(was);
            assert_eq!(operate(&b), was);
            b.into_inner()
        };
        assert_eq!(after(&|b| b.fetch_and(with, Relaxed)), was & with);
        assert_eq!(after(&|b| b.fetch_or(with, Relaxed)), was | with);
        assert_eq!(after(&|b| b.fetch_xor(with, Relaxed)), was ^ with);
        assert_eq!(after(&|b| b.fetch_nand(with, Relaxed)), !(was & with));
        assert_eq!(after(&|b| b.fetch_not(Relaxed)), !was);
    }
    assert_eq!(b.try_update(Relaxed, Relaxed, |_| None), Err(true));
    assert!(b.update(Relaxed, Relaxed, |v| !v));
    *b.get_mut() |= true;
    assert_eq!(format!("{b:?}"), "true");
    assert!(b.into_inner());
    assert!(!AtomicBool::default().into_inner() && AtomicBool::from(true).into_inner());
}

/// Read-modify-writes lose nothing, whatever their ordering.
fn integers_are_changed_in_one_step() {
    let (sum, max, bits, flips) =
        (AtomicU32::new(0), AtomicI8::new(-1), AtomicU16::new(0), AtomicBool::new(false));
    let doubled = AtomicU64::new(1);
    thread::scope(|s| {
        for n in 1..3 {
            let (sum, max, bits, flips, doubled) = (&sum, &max, &bits, &flips, &doubled);
            s.spawn(move || {
                sum.fetch_add(n, Relaxed);
                max.fetch_max(n as i8, Relaxed);
                bits.fetch_or(1 << n, Relaxed);
                flips.fetch_not(Relaxed);
                doubled.update(Relaxed, Relaxed, |v| v * 2);
            });
        }
    });
    assert_eq!((sum.into_inner(), max.into_inner(), bits.into_inner()), (3, 2, 0b110));
    assert_eq!((flips.into_inner(), doubled.into_inner()), (false, 4));
}

fn exchanges_are_one_step() {
    let (owner, seen) = (AtomicUsize::new(0), AtomicPtr::<u8>::default());
    let take = |n: usize| {
        let took = owner.compare_exchange(0, n, AcqRel, Acquire);
        let first = seen.swap(std::ptr::dangling_mut(), Relaxed).is_null();
        (took.is_ok(), first)
    };
    let (a, b) = thread::scope(|s| {
        let a = s.spawn(|| take(1));
        let b = s.spawn(|| take(2));
        (a.join().unwrap(), b.join().unwrap())
    });
    assert_ne!(a.0, b.0, "one takes it");
    assert_ne!(a.1, b.1, "one finds nothing");
    assert_eq!(owner.into_inner(), if a.0 { 1 } else { 2 });
}

fn published_with_release_and_acquire() {
    let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            data.store(42, Relaxed);
            ready.store(true, Release);
        });
        if ready.load(Acquire) {
            assert_eq!(data.load(Relaxed), 42);
        }
    });
    assert_eq!(data.load(Relaxed), 42);
}

fn published_with_fences() {
    let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            data.store(42, Relaxed);
            compiler_fence(Release);
            fence(Release);
            ready.store(true, Relaxed);
        });
        if ready.load(Relaxed) {
            fence(Acquire);
            assert_eq!(data.load(Relaxed), 42);
        }
    });
}

fn both_sides_see_a_seqcst_store() {
    let (x, y) = (AtomicBool::new(false), AtomicBool::new(false));
    let (a, b) = thread::scope(|s| {
        let a = s.spawn(|| {
            x.store(true, SeqCst);
            y.load(SeqCst)
        });
        y.store(true, SeqCst);
        let b = x.load(SeqCst);
        (a.join().unwrap(), b)
    });
    assert!(a || b);
}

fn statics_start_as_written() {
    static HITS: AtomicU32 = AtomicU32::new(7);
    static OPEN: AtomicBool = AtomicBool::new(true);
    static LAST: AtomicPtr<u32> = AtomicPtr::new(std::ptr::null_mut());
    assert_eq!((HITS.load(Relaxed), OPEN.load(Relaxed)), (7, true));
    assert!(LAST.load(Relaxed).is_null());
    thread::scope(|s| {
        s.spawn(|| HITS.fetch_add(1, Relaxed));
        s.spawn(|| OPEN.store(false, Relaxed));
    });
    LAST.store(std::ptr::dangling_mut(), Relaxed);
    assert_eq!((HITS.load(Relaxed), OPEN.load(Relaxed)), (8, false));
}

fn impossible_orderings_panic() {
    let a = AtomicU8::new(0);
    assert_eq!(panics(|| a.load(any(Release))), "there is no such thing as a release load");
    assert_eq!(panics(|| a.load(any(AcqRel))), "there is no such thing as an acquire-release load");
    assert_eq!(panics(|| a.store(1, any(Acquire))), "there is no such thing as an acquire store");
    assert_eq!(
        panics(|| a.store(1, any(AcqRel))),
        "there is no such thing as an acquire-release store"
    );
    assert_eq!(
        panics(|| a.compare_exchange(0, 1, SeqCst, any(Release))),
        "there is no such thing as a release failure ordering"
    );
    assert_eq!(
        panics(|| a.compare_exchange_weak(0, 1, SeqCst, any(AcqRel))),
        "there is no such thing as an acquire-release failure ordering"
    );
    assert_eq!(panics(|| fence(any(Relaxed))), "there is no such thing as a relaxed fence");
    assert_eq!(
        panics(|| compiler_fence(any(Relaxed))),
        "there is no such thing as a relaxed fence"
    );
    assert_eq!(a.into_inner(), 0);
}

/// The compiler shall not see which.
fn any(order: std::sync::atomic::Ordering) -> std::sync::atomic::Ordering {
    std::hint::black_box(order)
}

#[expect(deprecated, reason = "they are there all the same")]
fn deprecated_names() {
    use std::sync::atomic::{
        ATOMIC_BOOL_INIT, ATOMIC_ISIZE_INIT, ATOMIC_USIZE_INIT, spin_loop_hint,
    };
    assert!(!ATOMIC_BOOL_INIT.into_inner());
    assert_eq!((ATOMIC_ISIZE_INIT.into_inner(), ATOMIC_USIZE_INIT.into_inner()), (0, 0));
    let a = AtomicU8::new(1);
    assert_eq!((a.compare_and_swap(1, 2, AcqRel), a.compare_and_swap(1, 3, Release)), (1, 2));
    let b = AtomicBool::new(true);
    assert!(b.compare_and_swap(true, false, SeqCst));
    let p = AtomicPtr::<u8>::default();
    assert!(p.compare_and_swap(std::ptr::null_mut(), std::ptr::dangling_mut(), Relaxed).is_null());
    thread::scope(|s| {
        s.spawn(|| a.store(3, Release));
        while a.load(Acquire) != 3 {
            spin_loop_hint();
        }
    });
}

pub mod atomic_ptr {
    //! `AtomicPtr`.

    use std::cell::Cell;
    use std::fmt::{Debug, Pointer};
    use std::marker::PhantomData;
    use std::panic::{RefUnwindSafe, UnwindSafe};
    use std::sync::atomic::AtomicPtr;
    use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
    use std::thread;

    /// Neither `Send` nor `Sync`.
    type Neither = PhantomData<*const ()>;

    is! {
        AtomicPtr<Neither>: Send, Sync, UnwindSafe, RefUnwindSafe, Debug, Pointer, Default, From<*mut Neither>;
    }
    is_not! {
        AtomicPtr<u8>: Clone;
        AtomicPtr<Cell<u8>>: UnwindSafe;
    }

    cases! {
        pointers published_behind_a_pointer
    }

    fn pointers() {
        let mut values = [1_u16, 2, 3, 4];
        let first = values.as_mut_ptr();
        let at = |i| first.wrapping_add(i);
        let mut p = AtomicPtr::new(first);
        assert_eq!(p.load(Acquire), first);
        p.store(at(1), Release);
        assert_eq!(p.swap(at(2), AcqRel), at(1));
        assert_eq!(p.compare_exchange(at(2), at(3), SeqCst, Relaxed), Ok(at(2)));
        assert_eq!(p.compare_exchange(at(2), at(0), SeqCst, Relaxed), Err(at(3)));
        while p.compare_exchange_weak(at(3), at(0), AcqRel, Acquire).is_err() {}
        assert_eq!(p.fetch_ptr_add(3, Relaxed), at(0));
        assert_eq!(p.fetch_ptr_sub(1, Relaxed), at(3));
        assert_eq!(p.fetch_byte_add(2, Relaxed), at(2));
        assert_eq!(p.fetch_byte_sub(4, Relaxed), at(3));
        assert_eq!(p.load(Relaxed), at(1));
        // A tag in the lowest bit.
        assert_eq!(p.fetch_or(1, Relaxed), at(1));
        assert_eq!(p.load(Relaxed).addr(), at(1).addr() | 1);
        assert_eq!(p.fetch_xor(1, Relaxed).addr(), at(1).addr() | 1);
        assert_eq!(p.fetch_and(!1, Relaxed), at(1));
        assert_eq!(p.try_update(Relaxed, Relaxed, |_| None), Err(at(1)));
        assert_eq!(p.update(Relaxed, Relaxed, |p| p.wrapping_add(1)), at(1));
        assert_eq!(format!("{p:?}"), format!("{:?}", at(2)));
        assert_eq!(format!("{p:p}"), format!("{:p}", at(2)));
        *p.get_mut() = at(3);
        // SAFETY: it points to the last of four values, which nobody else uses.
        assert_eq!(unsafe { *p.into_inner() }, 4);
        assert!(AtomicPtr::<u8>::default().into_inner().is_null());
        assert_eq!(AtomicPtr::from(first).into_inner(), first);
    }

    fn published_behind_a_pointer() {
        let shared = AtomicPtr::default();
        thread::scope(|s| {
            s.spawn(|| shared.store(Box::into_raw(Box::new(5)), Release));
            let found: *mut u32 = shared.load(Acquire);
            if !found.is_null() {
                // SAFETY: whoever stored it has written it before, and nobody frees it before the threads have ended.
                assert_eq!(unsafe { *found }, 5);
            }
        });
        // SAFETY: it came from a box, and nobody else has it any more.
        drop(unsafe { Box::from_raw(shared.into_inner()) });
    }
}
