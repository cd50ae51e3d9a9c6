//! Does everything come to its end, and do never too many jobs wait, under every schedule?
//!
//! Jobs that have been read and are not through `each` are counted in the callbacks, so whatever lies in a channel, a queue or
//! somebody's hands is counted, without a look into the answer.
//@ bound: 1

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::convert_all;

/// Two workers, two jobs: both results are handed over, and nobody is still waiting.
pub fn everything_comes_back() {
    let mut results = Vec::new();
    convert_all(0..2, 2, 1, |job| job + 10, |result| results.push(result));
    results.sort_unstable();
    assert_eq!(results, [10, 11], "the results of two jobs");
    assert_eq!(model::alive(), 0, "threads that `convert_all` left running");
}

/// No jobs: all go home.
pub fn nothing_to_do() {
    convert_all(0..0_u64, 2, 1, |job| job, |_| panic!("there is no job to have a result"));
    assert_eq!(model::alive(), 0, "threads that `convert_all` left running");
}

/// From hand to hand: with one worker never more than three jobs are under way.
pub fn from_hand_to_hand() {
    let (jobs, workers, room) = (4, 1, 0);
    let read = AtomicUsize::new(0);
    let jobs_read = (0..jobs).inspect(|_| _ = read.fetch_add(1, Ordering::SeqCst));
    let (mut taken, mut most) = (0, 0);
    convert_all(
        jobs_read,
        workers,
        room,
        |job| job,
        |_| {
            // Read-modify-write: nothing stale is counted.
            most = most.max(read.fetch_add(0, Ordering::SeqCst) - taken);
            taken += 1;
        },
    );
    assert_eq!(taken, jobs, "results");
    let limit = 2 * room + workers + 2;
    assert!(
        most <= limit,
        "{most} jobs had been read and were not through `each`, with {workers} worker and room for {room}"
    );
    assert_eq!(model::alive(), 0, "threads that `convert_all` left running");
}

/// Two jobs can be under way at the same time.
pub fn both_can_be_at_work() {
    let (at_work, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = |_| {
        let now = at_work.fetch_add(1, Ordering::SeqCst) + 1;
        most.fetch_max(now, Ordering::SeqCst);
        at_work.fetch_sub(1, Ordering::SeqCst);
    };
    convert_all(0..2, 2, 0, work, |()| ());
    model::sometimes("two jobs were under way at once", most.load(Ordering::SeqCst) == 2);
}

/// The archive gives up at the first result: the others come back.
pub fn the_archive_gives_up() {
    let gave_up = catch_unwind(AssertUnwindSafe(|| {
        convert_all(0..4_u64, 2, 0, |job| job, |_| panic!("the archive is full, on purpose"));
    }));
    assert!(gave_up.is_err(), "`each` has panicked");
    assert_eq!(model::alive(), 0, "threads that `convert_all` left running");
}
