//! For each pair of calls that may overlap one small check: a queue in a known state, two threads, and all outcomes that are right
//! written down. Whatever is left in the queue afterwards belongs to the outcome.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// How many items a queue has room for.
pub const ROOM: usize = 2;

/// What is checked.
pub trait Queue: Sync {
    /// Puts `item` at the end; whether there was room.
    fn push(&self, item: u64) -> bool;

    /// Takes the oldest item, if there is one.
    fn pop(&self) -> Option<u64>;
}

/// Looks at a new, empty queue, and panics if it is wrong.
pub type Check = fn(&dyn Queue);

/// All checks.
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

/// What is in there, oldest first. It asks once more than there is room for, and no more: a queue that never says `None`
/// must not keep us here.
fn rest(queue: &dyn Queue) -> Vec<u64> {
    (0..=ROOM).map_while(|_| queue.pop()).collect()
}

/// Runs both at the same time.
fn both<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    thread::scope(|scope| {
        let a = scope.spawn(a);
        let b = scope.spawn(b);
        // A panic over there goes on here. `let _ = a.join()` would be a check that cannot fail.
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

/// A ring has been all the way round after three; twice is enough for two places and the one between full and empty.
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
    // Their order is nobody's business.
    assert!(rest == [1, 2] || rest == [2, 1], "pushed 1 and 2, and there is {rest:?}");
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
    // Both have only one right answer: there is an item, and there is room, before as after the other's call.
    assert!(accepted, "there is room");
    assert_eq!(popped, Some(1), "there is an item, and it is the oldest");
    assert_eq!(rest(queue), [2], "what is left");
}

fn pop_from_a_full_queue(queue: &dyn Queue) {
    assert!(queue.push(1) && queue.push(2));
    let (accepted, popped) = both(|| queue.push(3), || queue.pop());
    assert_eq!(popped, Some(1), "the oldest one");
    // The push may have come first.
    let left = if accepted { vec![2, 3] } else { vec![2] };
    assert_eq!(rest(queue), left, "what is left, and 3 was accepted: {accepted}");
}

fn one_pushes_twice(queue: &dyn Queue) {
    let (accepted, popped) = both(|| [queue.push(1), queue.push(2)], || [queue.pop(), queue.pop()]);
    assert_eq!(accepted, [true, true], "there is room");
    // The pops come at any time. But what comes out, in the order in which it comes out, is 1 and then 2.
    let mut out: Vec<u64> = popped.into_iter().flatten().collect();
    out.extend(rest(queue));
    assert_eq!(out, [1, 2], "popped {popped:?} and the rest");
}

fn what_was_written_before(queue: &dyn Queue) {
    let order = AtomicU64::new(0);
    both(
        || {
            // `Relaxed` on purpose: the order has to come from the queue, and from nowhere else.
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
