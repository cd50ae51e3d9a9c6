//! `AtomicCell`.

use std::cell::Cell;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use crossbeam::atomic::AtomicCell;

use crate::sometimes;

is! {
    AtomicCell<Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe;
    AtomicCell<Rc<u8>>: UnwindSafe, RefUnwindSafe;
    AtomicCell<u8>: Default, Debug, From<u8>;
}
is_not! {
    AtomicCell<Rc<u8>>: Send;
    AtomicCell<Rc<u8>>: Sync;
    AtomicCell<u8>: Clone;
    AtomicCell<Box<u8>>: Debug;
}

cases! {
    small_values large_values integers_wrap words_and_bits booleans updates_are_not_lost updated_by_a_function
    values_are_dropped_once taken_once a_store_publishes statics_start_over
}

fn small_values() {
    let cell = AtomicCell::new(-1_i8);
    assert_eq!((cell.load(), cell.swap(-7)), (-1, -1));
    cell.store(i8::MIN);
    assert_eq!(cell.compare_exchange(0, 1), Err(i8::MIN));
    assert_eq!(cell.compare_exchange(i8::MIN, 1), Ok(i8::MIN));
    assert_eq!((cell.take(), cell.load(), cell.into_inner()), (1, 0, 0));
    assert_eq!(format!("{:?}", AtomicCell::from(7_u16)), "AtomicCell { value: 7 }");
    assert_eq!(AtomicCell::<u64>::default().into_inner(), 0);
    let max = AtomicCell::new(u64::MAX);
    assert_eq!((max.load(), max.swap(0)), (u64::MAX, u64::MAX));
    assert!(AtomicCell::<u32>::is_lock_free() && !AtomicCell::<[u64; 9]>::is_lock_free());
    let letter = AtomicCell::new('a');
    assert_eq!((letter.swap('ä'), letter.load()), ('a', 'ä'));
    let nothing = AtomicCell::new(());
    nothing.store(());
    assert_eq!(nothing.compare_exchange((), ()), Ok(()));
}

fn large_values() {
    let cell = AtomicCell::new((1_u64, "one"));
    assert_eq!(cell.swap((2, "two")), (1, "one"));
    cell.store((3, "three"));
    assert_eq!(cell.compare_exchange((2, "two"), (4, "four")), Err((3, "three")));
    assert_eq!(cell.compare_exchange((3, "three"), (4, "four")), Ok((3, "three")));
    assert_eq!(cell.fetch_update(|(n, _)| Some((n + 1, "five"))), Ok((4, "four")));
    assert_eq!((cell.take(), cell.load(), cell.into_inner()), ((5, "five"), (0, ""), (0, "")));
    let wide = AtomicCell::new(u128::MAX);
    assert_eq!((wide.fetch_add(2), wide.fetch_xor(3), wide.load()), (u128::MAX, 1, 2));
    let owned = AtomicCell::new(String::from("first"));
    owned.store("second".into());
    assert_eq!((owned.swap("third".into()), owned.into_inner()), ("second".into(), "third".into()));
}

fn integers_wrap() {
    let a = AtomicCell::new(1);
    #[expect(deprecated, reason = "it is there all the same")]
    let swapped = (a.compare_and_swap(1, 2), a.compare_and_swap(1, 3));
    assert_eq!((swapped, a.into_inner()), ((1, 2), 2));
    let cell = AtomicCell::new(250_u8);
    assert_eq!((cell.fetch_add(10), cell.fetch_sub(5), cell.load()), (250, 4, 255));
    let cell = AtomicCell::new(-3_i32);
    assert_eq!((cell.fetch_max(2), cell.fetch_min(-9), cell.load()), (-3, 2, -9));
    let cell = AtomicCell::new(usize::MAX);
    assert_eq!((cell.fetch_add(1), cell.load()), (usize::MAX, 0));
}

fn words_and_bits() {
    let cell = AtomicCell::new(0b1100_u32);
    assert_eq!((cell.fetch_and(0b0110), cell.fetch_or(0b0001)), (0b1100, 0b0100));
    assert_eq!((cell.fetch_xor(0b0111), cell.fetch_nand(0b0010)), (0b0101, 0b0010));
    assert_eq!(cell.load(), !0b0010);
}

fn booleans() {
    let cell = AtomicCell::new(true);
    assert!(cell.fetch_and(true) && cell.fetch_or(false) && cell.fetch_xor(true));
    assert!(!cell.fetch_nand(true) && cell.load());
    assert_eq!(cell.compare_exchange(false, true), Err(true));
}

fn updates_are_not_lost() {
    let (small, large) = (AtomicCell::new(0_u8), AtomicCell::new([0_u64; 2]));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| small.fetch_add(1));
            s.spawn(|| large.fetch_update(|[n, _]| Some([n + 1, n])));
        }
    });
    assert_eq!((small.into_inner(), large.into_inner()), (2, [2, 1]));
}

fn updated_by_a_function() {
    let cell = AtomicCell::new(1_u8);
    assert_eq!(cell.fetch_update(|v| v.checked_add(255)), Err(1));
    assert_eq!(cell.fetch_update(|v| v.checked_add(1)), Ok(1));
    assert_eq!(cell.load(), 2);
}

struct Counted<'a>(&'a AtomicU32);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Relaxed);
    }
}

fn values_are_dropped_once() {
    let drops = AtomicU32::new(0);
    let cell = AtomicCell::new(Counted(&drops));
    cell.store(Counted(&drops));
    assert_eq!(drops.load(Relaxed), 1);
    let old = cell.swap(Counted(&drops));
    assert_eq!(drops.load(Relaxed), 1);
    drop(old);
    let last = cell.into_inner();
    assert_eq!(drops.load(Relaxed), 2);
    drop(AtomicCell::new(last));
    assert_eq!(drops.load(Relaxed), 3);
}

/// Of two that take, one gets it.
fn taken_once() {
    let cell = AtomicCell::new(Some(Box::new(7)));
    let (one, other) = thread::scope(|s| {
        let one = s.spawn(|| cell.take());
        (one.join().unwrap(), cell.take())
    });
    assert_eq!((one.as_deref(), other), (Some(&7), None));
    let cell = AtomicCell::new(Some(Box::new(7)));
    let (one, other) = thread::scope(|s| {
        let one = s.spawn(|| cell.take());
        let other = cell.take();
        (one.join().unwrap(), other)
    });
    assert_ne!(one.is_some(), other.is_some());
    sometimes("one", one.is_some());
    sometimes("other", other.is_some());
}

fn a_store_publishes() {
    let (data, ready) = (AtomicU32::new(0), AtomicCell::new((false, "large")));
    thread::scope(|s| {
        s.spawn(|| {
            data.store(1, Relaxed);
            ready.store((true, "large"));
        });
        let seen = ready.load().0;
        sometimes("seen", seen);
        sometimes("not yet", !seen);
        assert!(!seen || data.load(Relaxed) == 1);
    });
}

/// Each case runs once natively, and in every execution of a model from the start.
fn statics_start_over() {
    static SMALL: AtomicCell<u8> = AtomicCell::new(1);
    static LARGE: AtomicCell<Option<Box<[u64; 4]>>> = AtomicCell::new(None);
    let (small, large) = thread::scope(|s| {
        let small = s.spawn(|| SMALL.fetch_add(1));
        let large = LARGE.swap(Some(Box::new([1; 4])));
        (small.join().unwrap(), large)
    });
    assert_eq!((small, large), (1, None));
}
