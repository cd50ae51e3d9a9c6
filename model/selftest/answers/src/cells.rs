//! `UnsafeCell`: locks and publications of one's own.

use std::cell::UnsafeCell;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

/// How a spin lock is taken and left.
struct Way {
    take: fn(&AtomicBool) -> bool,
    leave: Ordering,
}

const RIGHT: Way =
    Way { take: |held| !held.swap(true, Ordering::Acquire), leave: Ordering::Release };

struct SpinLock<T> {
    held: AtomicBool,
    way: Way,
    value: UnsafeCell<T>,
}

// SAFETY: that is what the checks are about.
unsafe impl<T: Send> Sync for SpinLock<T> {}

struct Guard<'a, T>(&'a SpinLock<T>);

impl<T> SpinLock<T> {
    const fn new(value: T, way: Way) -> SpinLock<T> {
        SpinLock { held: AtomicBool::new(false), way, value: UnsafeCell::new(value) }
    }

    fn lock(&self) -> Guard<'_, T> {
        while !(self.way.take)(&self.held) {
            std::hint::spin_loop();
        }
        Guard(self)
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        // SAFETY: that is what the checks are about.
        unsafe { &*self.0.value.get() }
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as above.
        unsafe { &mut *self.0.value.get() }
    }
}

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        self.0.held.store(false, self.0.way.leave);
    }
}

fn three_push(way: Way) {
    let list = SpinLock::new(Vec::new(), way);
    thread::scope(|s| {
        s.spawn(|| list.lock().push(1));
        s.spawn(|| list.lock().push(2));
        let mut guard = list.lock();
        let before = guard.len();
        guard.push(3);
        assert_eq!(guard.len(), before + 1);
    });
    let mut list = list.value.into_inner();
    list.sort();
    assert_eq!(list, [1, 2, 3]);
}

pub fn locked_by_hand() {
    three_push(RIGHT);
}

pub fn unlocked_with_relaxed() {
    three_push(Way { leave: Ordering::Relaxed, ..RIGHT });
}

pub fn looks_before_it_locks() {
    let take = |held: &AtomicBool| {
        let free = !held.load(Ordering::Acquire);
        if free {
            held.store(true, Ordering::Relaxed);
        }
        free
    };
    three_push(Way { take, ..RIGHT });
}

pub fn no_lock_at_all() {
    three_push(Way { take: |_| true, ..RIGHT });
}

/// The one that reads comes first in every schedule that is tried first, and nothing makes it.
pub fn one_reads_one_writes() {
    struct Shared(UnsafeCell<u32>);
    // SAFETY: none; that is the bug.
    unsafe impl Sync for Shared {}
    let shared = Shared(UnsafeCell::new(1));
    let shared = &shared;
    thread::scope(|s| {
        // SAFETY: none; that is the bug.
        s.spawn(move || unsafe { assert!(*shared.0.get() > 0) });
        // SAFETY: none; that is the bug.
        s.spawn(move || unsafe { *shared.0.get() = 2 });
    });
}

struct Once {
    ready: AtomicBool,
    value: UnsafeCell<Option<String>>,
}

// SAFETY: the value is written before `ready` is, and only read afterwards, if the orderings are right.
unsafe impl Sync for Once {}

impl Once {
    fn new() -> Arc<Once> {
        Arc::new(Once { ready: AtomicBool::new(false), value: UnsafeCell::new(None) })
    }

    fn set(&self, order: Ordering) {
        // SAFETY: called once, before `ready`.
        unsafe { *self.value.get() = Some("value".to_string()) };
        self.ready.store(true, order);
    }

    fn get(&self) -> Option<&str> {
        // SAFETY: nobody writes any more.
        self.ready.load(Ordering::Acquire).then(|| unsafe { (*self.value.get()).as_deref() })?
    }
}

fn publish(order: Ordering, readers: usize) {
    let once = Once::new();
    thread::scope(|s| {
        for _ in 0..readers {
            s.spawn(|| {
                let got = once.get();
                model::sometimes("early", got.is_none());
                model::sometimes("late", got.is_some());
                assert!(got.is_none_or(|got| got == "value"));
            });
        }
        once.set(order);
    });
}

pub fn published_once() {
    publish(Ordering::Release, 1);
}

pub fn published_with_relaxed() {
    publish(Ordering::Relaxed, 1);
}

/// Right, but for all the model can see both might write.
pub fn two_read_what_was_published() {
    publish(Ordering::Release, 2);
}

/// Two threads, in turns that an atomic counts.
pub fn taken_by_turns() {
    struct Shared(UnsafeCell<u32>);
    // SAFETY: whose turn it is uses it.
    unsafe impl Sync for Shared {}
    let (shared, turn) = (Shared(UnsafeCell::new(0)), AtomicU32::new(0));
    let (shared, turn) = (&shared, &turn);
    let play = move |mine: u32| {
        for round in 0..2 {
            while turn.load(Ordering::Acquire) != 2 * round + mine {
                std::hint::spin_loop();
            }
            // SAFETY: it is this thread's turn.
            unsafe { *shared.0.get() += 1 };
            turn.fetch_add(1, Ordering::Release);
        }
    };
    thread::scope(|s| {
        s.spawn(move || play(0));
        play(1);
    });
    // SAFETY: the other has ended.
    assert_eq!(unsafe { *shared.0.get() }, 4);
}

pub fn static_cell_starts_over() {
    static LIST: SpinLock<Vec<u32>> = SpinLock::new(Vec::new(), RIGHT);
    assert!(LIST.lock().is_empty());
    thread::scope(|s| {
        s.spawn(|| LIST.lock().push(1));
        LIST.lock().push(2);
    });
    assert_eq!(LIST.lock().len(), 2);
}

pub fn handed_over_and_back() {
    let mut cell = UnsafeCell::new(1);
    *cell.get_mut() += 1;
    // SAFETY: nobody else has it.
    unsafe { *cell.get() += 1 };
    let mut cell = thread::spawn(move || {
        // SAFETY: nobody else has it.
        unsafe { *cell.get() += 1 };
        cell
    })
    .join()
    .unwrap();
    *cell.get_mut() += 1;
    assert_eq!(cell.into_inner(), 5);
}

/// Moved between uses; what orders them is the channel.
pub fn cell_in_a_channel() {
    let (tx, rx) = mpsc::channel();
    let worker = thread::spawn(move || {
        let cell: Box<UnsafeCell<u64>> = rx.recv().unwrap();
        // SAFETY: nobody else has it.
        unsafe { *cell.get() += 1 };
        cell.into_inner()
    });
    let cell = UnsafeCell::new(1);
    // SAFETY: nobody else has it.
    unsafe { *cell.get() += 1 };
    tx.send(Box::new(cell)).unwrap();
    assert_eq!(worker.join().unwrap(), 3);
}

pub fn a_slice_of_it() {
    let cells: Box<UnsafeCell<[u8]>> = Box::new(UnsafeCell::new([1, 2, 3]));
    // SAFETY: nobody else has it.
    unsafe { (*cells.get())[1] = 5 };
    // SAFETY: as above.
    assert_eq!(unsafe { &*cells.get() }, [1, 5, 3]);
    assert_eq!(format!("{cells:?}"), "UnsafeCell { .. }");
    assert_eq!(UnsafeCell::<u8>::default().into_inner() + UnsafeCell::from(1).into_inner(), 1);
}

/// Without a single step that anybody else could notice.
pub fn spins_on_plain_memory() {
    let cell = UnsafeCell::new(false);
    // SAFETY: nobody else has it.
    while !unsafe { *cell.get() } {}
}
