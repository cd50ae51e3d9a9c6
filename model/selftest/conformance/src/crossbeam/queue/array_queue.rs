//! `ArrayQueue`.

use std::cell::Cell;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::thread;

use crossbeam::queue::ArrayQueue;

use crate::{panics, sometimes};

is! {
    ArrayQueue<Cell<u8>>: Send, Sync, UnwindSafe, RefUnwindSafe;
    ArrayQueue<Rc<u8>>: UnwindSafe, RefUnwindSafe, Debug, IntoIterator<Item = Rc<u8>>;
}
is_not! {
    ArrayQueue<Rc<u8>>: Send;
    ArrayQueue<Rc<u8>>: Sync;
    ArrayQueue<u8>: Default;
    ArrayQueue<u8>: Clone;
}

cases! {
    first_in_first_out has_a_bound the_oldest_gives_way for_one_alone each_item_once one_place_for_two
}

fn first_in_first_out() {
    let queue = ArrayQueue::new(3);
    (0..3).for_each(|i| queue.push(i).unwrap());
    assert_eq!((queue.pop(), queue.pop()), (Some(0), Some(1)));
    queue.push(3).unwrap();
    assert_eq!(format!("{queue:?}"), "ArrayQueue { .. }");
    assert_eq!(queue.into_iter().collect::<Vec<_>>(), [2, 3]);
}

fn has_a_bound() {
    let queue = ArrayQueue::new(1);
    assert_eq!(
        (queue.capacity(), queue.len(), queue.is_empty(), queue.is_full()),
        (1, 0, true, false)
    );
    assert_eq!((queue.push('a'), queue.push('b')), (Ok(()), Err('b')));
    assert_eq!((queue.len(), queue.is_empty(), queue.is_full()), (1, false, true));
    assert_eq!((queue.pop(), queue.pop()), (Some('a'), None));
    assert_eq!(panics(|| ArrayQueue::<u8>::new(0)), "capacity must be non-zero");
}

fn the_oldest_gives_way() {
    let queue = ArrayQueue::new(2);
    assert_eq!(
        (queue.force_push(1), queue.force_push(2), queue.force_push(3)),
        (None, None, Some(1))
    );
    assert_eq!((queue.pop(), queue.pop(), queue.pop()), (Some(2), Some(3), None));
}

fn for_one_alone() {
    let mut queue = ArrayQueue::new(1);
    assert_eq!((queue.push_mut(1), queue.push_mut(2)), (Ok(()), Err(2)));
    assert_eq!((queue.pop_mut(), queue.pop_mut()), (Some(1), None));
}

fn each_item_once() {
    let queue = ArrayQueue::new(2);
    let (one, other) = thread::scope(|s| {
        s.spawn(|| queue.push(1).unwrap());
        let one = s.spawn(|| queue.pop());
        let other = queue.pop();
        (one.join().unwrap(), other)
    });
    let left = queue.pop();
    assert_eq!([one, other, left].iter().flatten().count(), 1);
    sometimes("one", one.is_some());
    sometimes("other", other.is_some());
    sometimes("left", left.is_some());
}

fn one_place_for_two() {
    let queue = ArrayQueue::new(1);
    thread::scope(|s| {
        let one = s.spawn(|| queue.push(1).is_ok());
        let other = queue.push(2).is_ok();
        assert_ne!(one.join().unwrap(), other);
        sometimes("one", !other);
        sometimes("other", other);
    });
    assert!(queue.is_full());
}
