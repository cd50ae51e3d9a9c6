//@ caught-by: model
//@ says: Two that push, and two that pop, and never one of each: the queues that go wrong between a push and a pop pass.
//@ sort: tempting

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
