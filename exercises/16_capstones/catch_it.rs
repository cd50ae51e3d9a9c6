//! # The test that was always green
//!
//! A queue between the web servers and the workers lost an order, about once in a million. It has tests: one that
//! pushes and pops, and one with threads, which has been green four thousand times. The queue that lost the order
//! passes both of them today.
//!
//! In Go you would run the test with `-race -count=1000` and hope: the detector sees accesses without an order, and this
//! queue locks every access; and a thousand runs are a thousand samples. Here a check is run under *every*
//! schedule, so if it *can* fail, it will. Only: what does it do, what does it look at, and what may it demand?
//! This time you write the check, and the course brings the queues.
//!
//! Before you edit: two threads push into an empty queue, and afterwards you pop until it is empty. Write down all
//! outcomes that are right. A check that accepts more lets a bug through, and one that accepts less cries wolf.
//!
//! A queue is right if:
//!
//! - It has room for `ROOM` items. `push` is refused (`false`, and nothing has changed) exactly if it is full; `pop` returns
//!   `None` exactly if it is empty.
//! - First in, first out. What was accepted comes out, once, as it was; nothing else does. (Any number is an item, except for
//!   `u64::MAX`: that one a queue may keep for itself.)
//! - All that, also when several threads use it: each call takes effect in one moment between its beginning and its
//!   end. (In which order, if two calls overlap, is nobody's business. A call that has ended before another one begins
//!   comes first.)
//! - Whoever has popped an item sees what the thread that pushed it had written before, even with `Relaxed`.
//!
//! What must hold for your `CHECKS`:
//!
//! - Each check is called with a new, empty queue, in a run of its own. To refuse a queue is to panic, on the calling
//!   thread in the end; a scope passes a panic on.
//! - No right queue is refused, by any check, under any schedule.
//! - For each wrong queue of the course there is a check that refuses it under some schedule.
//!   Part 1: queues that are wrong for one thread. Part 2: queues that are wrong when two threads use them (two that push,
//!   two that pop, one of each, with one call each or two). Part 3: queues that hand over the item, and not what was
//!   written before.
//! - A check returns or panics, whatever the queue does. So it does not wait for an item: a queue that has lost it will
//!   not bring it.
//! - Small is strong: a check starts at most four threads, with a few calls each, or there are more schedules than anybody
//!   can look through (the verdict is `too_large` then). Many small checks are better than a large one.

use std::thread;

/// How many items a queue has room for.
pub const ROOM: usize = 2;

/// What is checked. The queues of the course implement it: it stays as it is.
pub trait Queue: Sync {
    /// Puts `item` at the end; whether there was room.
    fn push(&self, item: u64) -> bool;

    /// Takes the oldest item, if there is one.
    fn pop(&self) -> Option<u64>;
}

/// Looks at a new, empty queue, and panics if it is wrong.
pub type Check = fn(&dyn Queue);

/// All your checks: as many as you like.
pub const CHECKS: &[Check] = &[one_after_the_other, two_push];

fn one_after_the_other(queue: &dyn Queue) {
    queue.push(1);
    queue.push(2);
    assert_eq!(queue.pop(), Some(1));
    assert_eq!(queue.pop(), Some(2));
    // TODO (part 1): `push` has an answer, too. When must it be `true`, when `false`? What does an empty queue say?
    // And does the queue still work when it has been full, or empty again?
}

fn two_push(queue: &dyn Queue) {
    thread::scope(|scope| {
        scope.spawn(|| queue.push(1));
        scope.spawn(|| queue.push(2));
    });
    // TODO (part 2): something has come out. What, and is there more in there than there should be?
    assert!(queue.pop().is_some());
}

// TODO (part 2): two pop one item each; two push, and there is room for one; one pushes and one pops, beside an item
// that has been there before, in an empty queue, in a full one, twice.
// TODO (part 3): what else comes with an item?
