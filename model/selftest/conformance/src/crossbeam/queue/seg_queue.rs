//! `SegQueue`.

use std::cell::Cell;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use crossbeam::queue::SegQueue;

use crate::sometimes;

is! {
    SegQueue<Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe;
    SegQueue<Rc<u8>>: UnwindSafe, RefUnwindSafe, Debug, Default, IntoIterator<Item = Rc<u8>>;
}
is_not! {
    SegQueue<Rc<u8>>: Send;
    SegQueue<Rc<u8>>: Sync;
    SegQueue<u8>: Clone;
}

cases! { first_in_first_out for_one_alone each_item_once polled an_item_publishes statics_start_over }

fn first_in_first_out() {
    let queue = SegQueue::new();
    (0..4).for_each(|i| queue.push(i));
    assert_eq!((queue.pop(), queue.len(), queue.is_empty()), (Some(0), 3, false));
    assert_eq!(format!("{queue:?}"), "SegQueue { .. }");
    assert_eq!(queue.into_iter().collect::<Vec<_>>(), [1, 2, 3]);
    assert!(SegQueue::<u8>::default().is_empty());
}

fn for_one_alone() {
    let mut queue = SegQueue::new();
    queue.push_mut(1);
    assert_eq!((queue.pop_mut(), queue.pop_mut()), (Some(1), None));
}

fn each_item_once() {
    let queue = SegQueue::new();
    queue.push(1);
    queue.push(2);
    let (one, other) = thread::scope(|s| {
        let one = s.spawn(|| queue.pop().unwrap());
        (queue.pop().unwrap(), one.join().unwrap())
    });
    assert_eq!(one + other, 3);
    sometimes("in order", one == 1);
    sometimes("the other way round", one == 2);
}

/// A loop that looks again and again ends.
fn polled() {
    let queue = SegQueue::new();
    thread::scope(|s| {
        s.spawn(|| queue.push(7));
        let item = loop {
            if let Some(item) = queue.pop() {
                break item;
            }
        };
        assert_eq!(item, 7);
    });
}

fn an_item_publishes() {
    let (data, queue) = (AtomicU32::new(0), SegQueue::new());
    thread::scope(|s| {
        s.spawn(|| {
            data.store(1, Relaxed);
            queue.push(());
        });
        let seen = queue.pop().is_some();
        sometimes("seen", seen);
        assert!(!seen || data.load(Relaxed) == 1);
    });
}

fn statics_start_over() {
    static QUEUE: SegQueue<String> = SegQueue::new();
    thread::scope(|s| {
        s.spawn(|| QUEUE.push("one".into()));
        QUEUE.push("other".into());
    });
    assert_eq!(QUEUE.len(), 2);
}
