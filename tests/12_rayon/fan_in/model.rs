//! Does everything arrive, and do never too many results wait, under every schedule?
//!
//! The model's pool has two threads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::fan_in;

/// Two results, room for one: both arrive, and the call returns.
//@ bound: 2
pub fn both_arrive() {
    let mut results = Vec::new();
    fan_in(&[10, 20], 1, |item| item + 1, |result| results.push(result));
    results.sort_unstable();
    assert_eq!(results, [11, 21], "the results for 10 and 20");
}

/// No room: never more results than threads wait to be given to the sink.
//@ bound: 1
pub fn no_room_is_no_room() {
    let ready = AtomicUsize::new(0);
    let (mut given, mut most) = (0, 0);
    fan_in(
        &[(); 4],
        0,
        |_| ready.fetch_add(1, Ordering::SeqCst),
        |_| {
            given += 1;
            // Read-modify-write: nothing stale is counted.
            most = most.max(ready.fetch_add(0, Ordering::SeqCst) - given);
        },
    );
    assert_eq!(given, 4, "results");
    assert!(most <= 2, "with no room and two threads, {most} results were ready and waited");
}

/// Room for one: never more results than that and one for each thread wait to be given to the sink.
//@ bound: 1
pub fn room_for_one_is_room_for_one() {
    let ready = AtomicUsize::new(0);
    let (mut given, mut most) = (0, 0);
    fan_in(
        &[(); 5],
        1,
        |_| ready.fetch_add(1, Ordering::SeqCst),
        |_| {
            given += 1;
            most = most.max(ready.fetch_add(0, Ordering::SeqCst) - given);
        },
    );
    assert_eq!(given, 5, "results");
    assert!(most <= 3, "with room for one and two threads, {most} results were ready and waited");
}

/// Of two results of one thread, the one that was ready first is handled first.
//@ bound: 1
pub fn in_the_order_in_which_they_become_ready() {
    let ready = AtomicUsize::new(0);
    let work = |_: &()| (rayon::current_thread_index(), ready.fetch_add(1, Ordering::SeqCst));
    let mut last = [None; 2];
    fan_in(&[(); 4], 2, work, |(thread, number)| {
        let before = last[thread.expect("a thread of the pool")].replace(number);
        assert!(before < Some(number), "number {number} was handled after {before:?}");
    });
}

/// Two items are at work at the same time.
//@ bound: 2
pub fn two_at_a_time() {
    let at_work = AtomicUsize::new(0);
    let mut together = false;
    let work = |_: &u64| {
        let others = at_work.fetch_add(1, Ordering::SeqCst);
        at_work.fetch_sub(1, Ordering::SeqCst);
        others
    };
    fan_in(&[1, 2], 2, work, |others| together |= others > 0);
    model::sometimes("two items were at work at the same time", together);
}

/// The sink dies at its first result: the pool comes to rest, and the call panics.
//@ bound: 2
pub fn the_sink_dies() {
    let died = catch_unwind(AssertUnwindSafe(|| {
        fan_in(&[1, 2], 0, |item| *item, |_: u64| panic!("broken on purpose"));
    }));
    assert!(died.is_err(), "the sink panicked");
}
