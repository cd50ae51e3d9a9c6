//! Does the end run through all stages, and do never too many records wait, under every schedule?
//!
//! Lines that have been read and are not stored are counted in the callbacks, so whatever lies in a channel, a queue or
//! somebody's hands is counted, without a look into the answer.
//@ bound: 2

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::import;

/// Two records, with room for one between the stages: both are stored, and nobody is still running.
pub fn the_end_runs_through() {
    let mut stored = Vec::new();
    import(1..=2, 1, |line| line * 10, |record| record + 3, |record| stored.push(record));
    assert_eq!(stored, [13, 23], "what was stored");
    assert_eq!(model::unjoined(), 0, "threads that `import` left running");
}

/// From hand to hand: when the first record is stored, never more than three lines have been read.
//@ bound: 1
// How far the stages get before the first record is stored needs no preemption; with two, queues that wake everybody take over 20,000 executions.
pub fn from_hand_to_hand() {
    let read = Arc::new(AtomicUsize::new(0));
    let reading = Arc::clone(&read);
    let lines = (1..=4).inspect(move |_| _ = reading.fetch_add(1, Ordering::SeqCst));
    let mut most = 0;
    let died = catch_unwind(AssertUnwindSafe(|| {
        import(
            lines,
            0,
            |line| line,
            |record| record,
            |_| {
                // Read-modify-write: nothing stale is counted. With the panic it is over: what comes later need not be explored.
                most = read.fetch_add(0, Ordering::SeqCst);
                panic!("this stage is broken on purpose");
            },
        );
    }));
    assert!(died.is_err(), "storing panicked");
    assert!(most <= 3, "with room for 0, {most} lines had been read and none was stored");
    assert_eq!(model::unjoined(), 0, "threads that `import` left running");
}

/// The last stage dies at its first record: the others come back.
//@ bound: 1
pub fn the_last_stage_dies() {
    let died = catch_unwind(AssertUnwindSafe(|| {
        import(
            1..=3,
            0,
            |line| line,
            |record| record,
            |_| panic!("this stage is broken on purpose"),
        );
    }));
    assert!(died.is_err(), "storing panicked");
    assert_eq!(model::unjoined(), 0, "threads that `import` left running");
}
