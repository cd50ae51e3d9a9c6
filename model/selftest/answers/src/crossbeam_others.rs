//! crossbeam's cells, queues and parkers, used wrong.

use crossbeam::atomic::AtomicCell;
use crossbeam::queue::{ArrayQueue, SegQueue};
use crossbeam::sync::Parker;
use crossbeam::utils::Backoff;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

/// A load and a store are two steps.
pub fn cb_cell_lost_update() {
    let cell = AtomicCell::new((0_u32, 0_u64));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let (hits, sum) = cell.load();
                cell.store((hits + 1, sum + 10));
            });
        }
    });
    assert_eq!(cell.load(), (2, 20));
}

/// An `AtomicCell` acquires and releases; it does not order its store before another's load.
pub fn cb_cell_store_buffer() {
    let cells = [AtomicCell::new(0_u8), AtomicCell::new(0)];
    let (one, other) = thread::scope(|s| {
        let one = s.spawn(|| {
            cells[0].store(1);
            cells[1].load()
        });
        cells[1].store(1);
        let other = cells[0].load();
        (one.join().unwrap(), other)
    });
    assert!(one + other > 0, "both missed");
}

/// What was there when one looked is gone when one takes it.
pub fn cb_queue_looked_before_taking() {
    let queue = ArrayQueue::new(1);
    queue.push(7).unwrap();
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                if !queue.is_empty() {
                    queue.pop().unwrap();
                }
            });
        }
    });
}

/// A queue that is empty is not yet a queue that stays empty.
pub fn cb_queue_drained_too_early() {
    let (queue, taken) = (SegQueue::new(), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| (0..2).for_each(|i| queue.push(i)));
        while queue.pop().is_some() {
            taken.fetch_add(1, Relaxed);
        }
    });
    assert_eq!(taken.into_inner(), 2);
}

pub fn cb_queue_polled_in_vain() {
    let queue = SegQueue::<u32>::new();
    while queue.pop().is_none() {}
}

/// Two tokens for one parker are one.
pub fn cb_parks_twice() {
    let parker = Parker::new();
    let unparker = parker.unparker().clone();
    thread::spawn(move || {
        unparker.unpark();
        unparker.unpark();
    });
    parker.park();
    parker.park();
}

pub fn cb_snoozes_for_ever() {
    let backoff = Backoff::new();
    let never = AtomicCell::new(false);
    while !never.load() {
        backoff.snooze();
    }
}
