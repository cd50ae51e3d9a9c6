//@ caught-by: model
//@ says: "The thread that was started first pushes first": nobody promises that, and on your machine it is nearly always so. The check refuses a queue that is right.
//@ fails: one_lock_is_accepted, a_lock_for_each_end_is_accepted, no_lock_at_all_is_accepted, places_handed_over_are_accepted
//@ sort: schedule-only

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

pub const ROOM: usize = 2;

pub trait Queue: Sync {
    fn push(&self, item: u64) -> bool;

    fn pop(&self) -> Option<u64>;
}

pub type Check = fn(&dyn Queue);

pub const CHECKS: &[Check] = &[
    one_after_the_other,
    round_and_round,
    two_push,
    two_push_and_one_fits,
    two_pop,
    two_pop_one_item,
    push_beside_pop,
    pop_from_a_full_queue,
    one_pushes_twice,
    what_was_written_before,
];

fn rest(queue: &dyn Queue) -> Vec<u64> {
    (0..=ROOM).map_while(|_| queue.pop()).collect()
}

fn both<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    thread::scope(|scope| {
        let a = scope.spawn(a);
        let b = scope.spawn(b);
        (a.join().unwrap(), b.join().unwrap())
    })
}

fn one_after_the_other(queue: &dyn Queue) {
    assert_eq!(queue.pop(), None, "from a new queue");
    assert!(queue.push(1) && queue.push(2), "there is room for two");
    assert!(!queue.push(3), "and for no third one");
    assert_eq!(rest(queue), [1, 2], "first in, first out");
    assert_eq!(queue.pop(), None, "from an empty queue");
}

fn round_and_round(queue: &dyn Queue) {
    assert!(queue.push(0), "into a new queue");
    for item in 1..=6 {
        assert!(queue.push(item), "there is room for {item}");
        assert!(!queue.push(99), "it is full");
        assert_eq!(queue.pop(), Some(item - 1), "the oldest one");
    }
    assert_eq!(rest(queue), [6], "the last one");
    assert!(queue.push(7), "into a queue that was emptied");
    assert_eq!(rest(queue), [7], "after that");
}

fn two_push(queue: &dyn Queue) {
    let accepted = both(|| queue.push(1), || queue.push(2));
    assert_eq!(accepted, (true, true), "there is room for both");
    let rest = rest(queue);
    assert_eq!(rest, [1, 2], "pushed 1 and 2");
}

fn two_push_and_one_fits(queue: &dyn Queue) {
    assert!(queue.push(1));
    let accepted = both(|| queue.push(2), || queue.push(3));
    let rest = rest(queue);
    match accepted {
        (true, false) => assert_eq!(rest, [1, 2]),
        (false, true) => assert_eq!(rest, [1, 3]),
        other => panic!("there was room for one, and they were told {other:?}"),
    }
}

fn two_pop(queue: &dyn Queue) {
    assert!(queue.push(1) && queue.push(2));
    let popped = both(|| queue.pop(), || queue.pop());
    assert!(matches!(popped, (Some(1), Some(2)) | (Some(2), Some(1))), "popped {popped:?}");
    assert_eq!(queue.pop(), None, "both were popped");
}

fn two_pop_one_item(queue: &dyn Queue) {
    assert!(queue.push(1));
    let popped = both(|| queue.pop(), || queue.pop());
    assert!(matches!(popped, (Some(1), None) | (None, Some(1))), "popped {popped:?}");
    assert!(queue.push(2), "it is empty");
    assert_eq!(rest(queue), [2]);
}

fn push_beside_pop(queue: &dyn Queue) {
    assert!(queue.push(1));
    let (accepted, popped) = both(|| queue.push(2), || queue.pop());
    assert!(accepted, "there is room");
    assert_eq!(popped, Some(1), "there is an item, and it is the oldest");
    assert_eq!(rest(queue), [2], "what is left");
}

fn pop_from_a_full_queue(queue: &dyn Queue) {
    assert!(queue.push(1) && queue.push(2));
    let (accepted, popped) = both(|| queue.push(3), || queue.pop());
    assert_eq!(popped, Some(1), "the oldest one");
    let left = if accepted { vec![2, 3] } else { vec![2] };
    assert_eq!(rest(queue), left, "what is left, and 3 was accepted: {accepted}");
}

fn one_pushes_twice(queue: &dyn Queue) {
    let (accepted, popped) = both(|| [queue.push(1), queue.push(2)], || [queue.pop(), queue.pop()]);
    assert_eq!(accepted, [true, true], "there is room");
    let mut out: Vec<u64> = popped.into_iter().flatten().collect();
    out.extend(rest(queue));
    assert_eq!(out, [1, 2], "popped {popped:?} and the rest");
}

fn what_was_written_before(queue: &dyn Queue) {
    let order = AtomicU64::new(0);
    both(
        || {
            order.store(7, Ordering::Relaxed);
            assert!(queue.push(1), "there is room");
        },
        || {
            if queue.pop().is_some() {
                assert_eq!(order.load(Ordering::Relaxed), 7, "written before the push");
            }
        },
    );
}
