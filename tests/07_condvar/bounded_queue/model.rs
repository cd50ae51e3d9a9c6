//! Does the queue hold no more than it can, and does nobody sleep who could go on, under every schedule?
//!
//! Which of several waiting threads is woken, and a wait that ends for no reason, are choices that are explored.

use std::sync::atomic::{AtomicIsize, Ordering};
use std::thread;

use answer::BoundedQueue;

/// Two items, room for one, and two workers: everybody gets on.
//@ bound: 2
pub fn the_right_one_is_woken() {
    let queue = BoundedQueue::new(1);
    let mut popped = thread::scope(|scope| {
        let workers = [scope.spawn(|| queue.pop()), scope.spawn(|| queue.pop())];
        assert_eq!(queue.push(1), Ok(()), "pushed into an open queue");
        assert_eq!(queue.push(2), Ok(()), "pushed into an open queue");
        workers.map(|worker| worker.join().expect("a `pop` of an open queue waits for an item"))
    });
    popped.sort();
    assert_eq!(popped, [Some(1), Some(2)], "what the two workers popped");
}

/// Two items at once, and two workers that wait: both are woken.
//@ bound: 2
pub fn every_item_wakes_somebody() {
    let queue = BoundedQueue::new(2);
    let mut popped = thread::scope(|scope| {
        let workers = [scope.spawn(|| queue.pop()), scope.spawn(|| queue.pop())];
        assert_eq!(queue.push(1), Ok(()), "pushed into an open queue");
        assert_eq!(queue.push(2), Ok(()), "pushed into an open queue");
        workers.map(|worker| worker.join().expect("a `pop` of an open queue waits for an item"))
    });
    popped.sort();
    assert_eq!(popped, [Some(1), Some(2)], "what the two workers popped");
}

/// Two places at once, and two threads that wait for room: both are woken.
//@ bound: 2
pub fn every_place_wakes_somebody() {
    let queue = BoundedQueue::new(2);
    assert_eq!([queue.push(1), queue.push(2)], [Ok(()), Ok(())], "pushed into an open queue");
    let pushed = thread::scope(|scope| {
        let pushers = [scope.spawn(|| queue.push(3)), scope.spawn(|| queue.push(4))];
        assert_eq!([queue.pop(), queue.pop()], [Some(1), Some(2)], "the first items");
        pushers.map(|pusher| pusher.join().expect("a `push` into an open queue waits for room"))
    });
    assert_eq!(pushed, [Ok(()), Ok(())], "pushed into a queue with room for two");
}

/// There are never more items in the queue than it can hold.
//@ bound: 2
pub fn never_more_than_it_can_hold() {
    let queue = BoundedQueue::new(1);
    let inside = AtomicIsize::new(0);
    // Counted after the push and before the pop: never more than there really are. Read-modify-write, so nothing is stale.
    let push = |item| {
        assert_eq!(queue.push(item), Ok(()), "pushed into an open queue");
        inside.fetch_add(1, Ordering::SeqCst) + 1
    };
    let most = thread::scope(|scope| {
        let pushers = [scope.spawn(move || push(1)), scope.spawn(move || push(2))];
        inside.fetch_sub(1, Ordering::SeqCst);
        assert!(queue.pop().is_some(), "an item of two");
        let most = pushers.map(|pusher| pusher.join().expect("this thread only pushes"));
        assert!(queue.pop().is_some(), "the other item");
        most.into_iter().max()
    });
    assert!(most <= Some(1), "{most:?} items were in a queue for one");
}

/// A worker that waits is told of the end.
pub fn the_end_wakes_every_worker() {
    let queue = BoundedQueue::<u64>::new(1);
    let popped = thread::scope(|scope| {
        let workers = [scope.spawn(|| queue.pop()), scope.spawn(|| queue.pop())];
        queue.close();
        workers.map(|worker| worker.join().expect("a `pop` of a closed queue returns"))
    });
    assert_eq!(popped, [None, None], "what the two workers popped from an empty queue");
}

/// A push that waits for room is told of the end, and gives its item back.
pub fn the_end_wakes_every_pusher() {
    let queue = BoundedQueue::new(1);
    assert_eq!(queue.push(0), Ok(()), "pushed into an open queue");
    let pushed = thread::scope(|scope| {
        let pushers = [scope.spawn(|| queue.push(1)), scope.spawn(|| queue.push(2))];
        queue.close();
        pushers.map(|pusher| pusher.join().expect("a `push` into a closed queue returns"))
    });
    assert_eq!(pushed, [Err(1), Err(2)], "nobody made room, and the queue was closed");
    assert_eq!([queue.pop(), queue.pop()], [Some(0), None], "what was in the queue");
}

/// What was accepted is popped, and what was not is given back, whenever the end comes.
pub fn nothing_is_lost_at_the_end() {
    let queue = BoundedQueue::new(1);
    let (pushed, popped) = thread::scope(|scope| {
        let pusher = scope.spawn(|| [queue.push(1), queue.push(2)]);
        let worker = scope.spawn(|| {
            let mut popped = Vec::new();
            while let Some(item) = queue.pop() {
                popped.push(item);
            }
            popped
        });
        queue.close();
        (
            pusher.join().expect("this thread only pushes"),
            worker.join().expect("this thread only pops"),
        )
    });
    let accepted: Vec<i32> = [1, 2]
        .into_iter()
        .zip(&pushed)
        .filter(|(_, pushed)| pushed.is_ok())
        .map(|(item, _)| item)
        .collect();
    assert_eq!(popped, accepted, "what was popped, and what was accepted");
    for (item, pushed) in [1, 2].into_iter().zip(pushed) {
        assert!(pushed.is_ok() || pushed == Err(item), "an item comes back as it was: {pushed:?}");
    }
}
