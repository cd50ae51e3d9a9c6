//! Does the queue do its job on real threads? Who wakes whom, and who sleeps for ever, is for the model.
//@ deadline: 8s

use std::thread;

use answer::BoundedQueue;
use harness::{Rng, seed};

/// What goes in comes out, in its order, until the end.
pub fn first_in_first_out(seed: u64) -> Vec<Result<Option<u64>, u64>> {
    let mut rng = Rng::new(seed);
    let mut seen = Vec::new();
    for capacity in [1, 2, 7] {
        let queue = BoundedQueue::new(capacity);
        let mut inside = 0;
        for _ in 0..40 {
            // One thread does it all, so it must never wait.
            if inside < capacity && (inside == 0 || rng.below(2) == 0) {
                seen.push(queue.push(rng.below(1_000)).map(|()| None));
                inside += 1;
            } else {
                seen.push(Ok(queue.pop()));
                inside -= 1;
            }
        }
        queue.close();
        seen.push(queue.push(rng.below(1_000)).map(|()| None));
        for _ in 0..=inside {
            seen.push(Ok(queue.pop()));
        }
    }
    seen
}

/// A capacity of 0 counts as 1.
pub fn a_capacity_of_zero_is_one() {
    let queue = BoundedQueue::new(0);
    for item in [1, 2] {
        assert_eq!(queue.push(item), Ok(()), "an item for an empty queue");
        assert_eq!(queue.pop(), Some(item), "the only item");
    }
}

/// As many items as the capacity says can be pushed before anybody pops.
pub fn it_holds_what_it_can() {
    let capacity = Rng::new(seed()).range(2..50) as usize;
    let queue = BoundedQueue::new(capacity);
    for item in 0..capacity {
        assert_eq!(queue.push(item), Ok(()), "item {item} of {capacity}");
    }
    for item in 0..capacity {
        assert_eq!(queue.pop(), Some(item), "{capacity} items were pushed");
    }
}

/// After the end nothing comes in, and what is in still goes out.
pub fn the_rest_goes_out() {
    let queue = BoundedQueue::new(2);
    assert_eq!(queue.push(String::from("a")), Ok(()));
    assert_eq!(queue.push(String::from("b")), Ok(()));
    queue.close();
    queue.close();
    // It is full, too: nobody may wait for room in a closed queue.
    assert_eq!(queue.push(String::from("c")), Err(String::from("c")), "pushed after the end");
    assert_eq!(queue.pop().as_deref(), Some("a"));
    assert_eq!(queue.push(String::from("d")), Err(String::from("d")), "pushed after the end");
    assert_eq!(queue.pop().as_deref(), Some("b"));
    assert_eq!(queue.pop(), None, "a closed queue that is empty");
    assert_eq!(queue.pop(), None, "a closed queue that is empty");
}

/// A thousand items pass through a small queue, from one thread to another, in their order.
pub fn many_items_pass() {
    let queue = BoundedQueue::new(3);
    let popped = thread::scope(|scope| {
        let worker = scope.spawn(|| (0..1_000).map(|_| queue.pop()).collect::<Vec<_>>());
        for item in 0..1_000 {
            assert_eq!(queue.push(item), Ok(()), "item {item}");
        }
        worker.join().expect("this thread only pops")
    });
    let popped: Vec<i32> = popped.into_iter().flatten().collect();
    assert_eq!(popped, (0..1_000).collect::<Vec<_>>(), "the items, as they were popped");
}
