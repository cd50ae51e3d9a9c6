//! Threads that meet at a barrier and report what they saw through a channel; the calling thread compares sorted lists.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Barrier, mpsc};
use std::thread;

pub const ROOM: usize = 2;

pub trait Queue: Sync {
    fn push(&self, item: u64) -> bool;
    fn pop(&self) -> Option<u64>;
}

pub type Check = fn(&dyn Queue);

pub const CHECKS: &[Check] = &[
    alone,
    emptied_and_filled,
    pushers,
    pushers_and_one_place,
    poppers,
    neighbours,
    in_order,
    noted,
];

fn drained(queue: &dyn Queue) -> Vec<u64> {
    let mut items = Vec::new();
    for _ in 0..10 {
        items.extend(queue.pop());
    }
    items
}

fn alone(queue: &dyn Queue) {
    for round in 0..3 {
        assert!(queue.pop().is_none());
        assert_eq!([10, 20, 30].map(|item| queue.push(item + round)), [true, true, false]);
        assert_eq!(drained(queue), [10 + round, 20 + round]);
    }
}

fn emptied_and_filled(queue: &dyn Queue) {
    assert_eq!([1, 2, 3].map(|item| queue.push(item)), [true, true, false]);
    assert_eq!(queue.pop(), Some(1));
    assert!(queue.push(4));
    assert_eq!(drained(queue), [2, 4]);
}

fn pushers(queue: &dyn Queue) {
    let meeting = Barrier::new(2);
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        for item in [7, 8] {
            let (tell, meeting) = (tell.clone(), &meeting);
            scope.spawn(move || {
                meeting.wait();
                tell.send(queue.push(item)).unwrap();
            });
        }
    });
    drop(tell);
    assert_eq!(told.iter().collect::<Vec<_>>(), [true, true]);
    let mut items = drained(queue);
    items.sort();
    assert_eq!(items, [7, 8]);
}

fn pushers_and_one_place(queue: &dyn Queue) {
    assert!(queue.push(6));
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        for item in [7, 8] {
            let tell = tell.clone();
            scope.spawn(move || tell.send((queue.push(item), item)).unwrap());
        }
    });
    drop(tell);
    let accepted: Vec<_> = told.iter().filter(|(ok, _)| *ok).map(|(_, item)| item).collect();
    assert_eq!(accepted.len(), 1);
    assert_eq!(drained(queue), [6, accepted[0]]);
}

fn poppers(queue: &dyn Queue) {
    assert!(queue.push(7) && queue.push(8));
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..2 {
            let tell = tell.clone();
            scope.spawn(move || tell.send(queue.pop()).unwrap());
        }
    });
    drop(tell);
    let mut items: Vec<_> = told.iter().collect();
    items.sort();
    assert_eq!(items, [Some(7), Some(8)]);
}

fn neighbours(queue: &dyn Queue) {
    assert!(queue.push(7));
    thread::scope(|scope| {
        scope.spawn(|| assert!(queue.push(8)));
        assert_eq!(queue.pop(), Some(7));
    });
    assert_eq!(drained(queue), [8]);
}

fn in_order(queue: &dyn Queue) {
    let mut items = Vec::new();
    thread::scope(|scope| {
        scope.spawn(|| assert!(queue.push(7) && queue.push(8)));
        items.extend(queue.pop());
    });
    items.extend(drained(queue));
    assert_eq!(items, [7, 8]);
}

fn noted(queue: &dyn Queue) {
    let note = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            note.store(true, Ordering::Relaxed);
            assert!(queue.push(7));
        });
        for _ in 0..2 {
            if queue.pop().is_some() {
                assert!(note.load(Ordering::Relaxed));
            }
        }
    });
}
