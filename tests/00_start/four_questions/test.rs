//! Does `Hits` do the job on real threads?

use answer::Hits;
use harness::Rng;
use std::thread;

/// A new counter is at zero.
pub fn a_new_counter_is_at_zero() {
    assert_eq!(Hits::new().total(), 0, "the total of a counter that nobody has used");
}

/// 70,000 hits are counted as 70,000.
pub fn seventy_thousand_hits_are_counted() {
    let hits = Hits::new();
    for _ in 0..70_000 {
        hits.record();
    }
    assert_eq!(hits.total(), 70_000, "the total after 70000 hits: is the counter wide enough?");
}

/// Three threads that record one hit each make three.
pub fn three_threads_make_three_hits() {
    // Three threads that touch the counter for a few nanoseconds each: a sample of the schedules, and a small one.
    let hits = Hits::new();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| hits.record());
        }
    });
    assert_eq!(hits.total(), 3, "the total after 3 threads recorded one hit each");
}

/// The totals after each of several batches agree with plain arithmetic.
pub fn running_totals_agree(seed: u64) -> Vec<u64> {
    let mut rng = Rng::new(seed);
    let hits = Hits::new();
    (0..8)
        .map(|_| {
            for _ in 0..rng.below(1_000) {
                hits.record();
            }
            hits.total()
        })
        .collect()
}
