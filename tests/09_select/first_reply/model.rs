//! Who is first, who panics first, and when is the time up? A thread that stays behind is found here when everybody
//! else has ended.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use answer::first_reply;

/// Two replies: either may be first, and what led to it is seen.
//@ bound: 2
pub fn either_may_be_first() {
    let noted = Arc::new([AtomicU64::new(0), AtomicU64::new(0)]);
    let (here, there) = (Arc::clone(&noted), Arc::clone(&noted));
    // Relaxed on purpose: that the caller sees it must follow from the reply.
    let reply = first_reply(
        move || {
            here[0].store(7, Ordering::Relaxed);
            0
        },
        move || {
            there[1].store(7, Ordering::Relaxed);
            1
        },
        Duration::MAX,
    );
    let reply: usize = reply.expect("without a limit, one of two replies");
    assert_eq!(noted[reply].load(Ordering::Relaxed), 7, "what was written before the reply");
    model::sometimes("the primary was first", reply == 0);
    model::sometimes("the replica was first", reply == 1);
}

/// A primary that panics, earlier or later: the replica's reply counts.
pub fn the_primary_panics() {
    assert_eq!(first_reply(|| broken(), || 2, Duration::MAX), Some(2), "the only reply");
}

/// A replica that panics, earlier or later: the primary's reply counts.
pub fn the_replica_panics() {
    assert_eq!(first_reply(|| 1, || broken(), Duration::MAX), Some(1), "the only reply");
}

/// When both have panicked it is over.
pub fn both_panic() {
    assert_eq!(first_reply::<u64, _, _>(|| broken(), || broken(), Duration::MAX), None);
}

/// Without a reply it is given up when the time is up, and not earlier.
pub fn nobody_replies() {
    let (opens, gate) = mpsc::channel::<()>();
    let begun = Instant::now();
    let limit = Duration::from_millis(2);
    let held = move || {
        let _ = gate.recv();
        1
    };
    // So short that whoever sleeps from question to question gets there, too.
    assert_eq!(first_reply(held, || broken(), limit), None, "nobody has replied");
    let waited = begun.elapsed();
    assert!(waited >= limit, "given up after {waited:?}, with a limit of {limit:?}");
    drop(opens);
}

/// A reply may come in time, or not.
//@ bound: 2
pub fn in_time_or_not() {
    let reply = first_reply(
        || {
            thread::sleep(Duration::from_millis(1));
            1
        },
        || broken(),
        Duration::from_millis(2),
    );
    assert!(
        reply.is_none() || reply == Some(1),
        "there is only one reply, and it is not {reply:?}"
    );
    model::sometimes("the reply came in time", reply == Some(1));
}

fn broken<T>() -> T {
    panic!("this one is broken on purpose")
}
