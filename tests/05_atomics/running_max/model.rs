//! Is the largest number the largest, and is none lost or shown twice, under every schedule?

use std::thread;

use answer::Peak;

/// The larger of two numbers remains, whoever is faster.
pub fn the_larger_one_remains() {
    let peak = Peak::new();
    let (five, three) = thread::scope(|scope| {
        let five = scope.spawn(|| peak.record(5));
        let three = peak.record(3);
        (five.join().expect("recording does not panic"), three)
    });
    assert_eq!(peak.max(), 5, "the larger of 3 and 5");
    assert!(five, "5 is larger than everything recorded, and was no new maximum");
    model::sometimes("3 was a new maximum, because it was recorded first", three);
    model::sometimes("3 was no new maximum, because 5 was there", !three);
}

/// The larger of two numbers remains, also if the other thread records it.
pub fn the_larger_one_of_main_remains() {
    let peak = Peak::new();
    thread::scope(|scope| {
        scope.spawn(|| peak.record(3));
        peak.record(5);
    });
    assert_eq!(peak.max(), 5, "the larger of 3 and 5");
}

/// The largest of three numbers remains.
//@ bound: 2
pub fn the_largest_one_remains() {
    let peak = Peak::new();
    thread::scope(|scope| {
        scope.spawn(|| peak.record(4));
        scope.spawn(|| peak.record(5));
        peak.record(3);
    });
    assert_eq!(peak.max(), 5, "the largest of 3, 4 and 5");
}

/// Of two threads that record the same number one sets a new maximum.
pub fn the_same_number_is_new_once() {
    let peak = Peak::new();
    let (first, second) = thread::scope(|scope| {
        let other = scope.spawn(|| peak.record(7));
        (peak.record(7), other.join().expect("recording does not panic"))
    });
    assert!(first || second, "7 was recorded twice, and was never a new maximum");
    assert!(!(first && second), "7 was recorded twice, and was a new maximum both times");
    assert_eq!(peak.max(), 7, "the larger of 7 and 7");
}

/// A number is taken in this minute or in the next one: never in none, never in both.
pub fn every_number_counts_in_one_minute() {
    let peak = Peak::new();
    let (new, this) = thread::scope(|scope| {
        let handler = scope.spawn(|| peak.record(7));
        let this = peak.take();
        (handler.join().expect("recording does not panic"), this)
    });
    let next = peak.take();
    assert!(
        (this, next) == (7, 0) || (this, next) == (0, 7),
        "7 was recorded while a minute ended; it had the peak {this}, and the next one {next}"
    );
    assert!(new, "7 was the only number, and no new maximum");
    model::sometimes("7 was recorded before the minute ended", this == 7);
    model::sometimes("7 was recorded after the minute ended", next == 7);
}

/// A minute that ends in the middle of recording does no harm.
pub fn a_minute_ends_between_two_records() {
    let peak = Peak::new();
    peak.record(5);
    let (new, this) = thread::scope(|scope| {
        let handler = scope.spawn(|| peak.record(3));
        let this = peak.take();
        (handler.join().expect("recording does not panic"), this)
    });
    let next = peak.max();
    assert_eq!(this, 5, "the peak of the first minute");
    assert_eq!(next, if new { 3 } else { 0 }, "the next minute, when 3 was new in it: {new}");
    model::sometimes("3 was recorded in the next minute", new);
    model::sometimes("3 was recorded in the minute of the 5", !new);
}

/// Of two who take the peak one gets it.
pub fn a_peak_is_taken_once() {
    let peak = Peak::new();
    peak.record(7);
    let (first, second) = thread::scope(|scope| {
        let other = scope.spawn(|| peak.take());
        (peak.take(), other.join().expect("taking does not panic"))
    });
    assert_eq!(first.max(second), 7, "the peak of 7, taken by one of two");
    assert_eq!(first.min(second), 0, "the peak of 7, taken by both of two");
}

/// The largest number comes through, also if two others come in between, one after the other.
//@ bound: 2
pub fn disturbed_twice() {
    let peak = Peak::new();
    thread::scope(|scope| {
        scope.spawn(|| peak.record(1));
        scope.spawn(|| peak.record(2));
        assert!(peak.record(10), "10 is larger than everything else that is recorded");
    });
    assert_eq!(peak.max(), 10, "the largest of 1, 2 and 10");
}

/// The largest number comes through, also if others come in between three times.
// A switch there and one back for each of the first two, and one there for the third: five.
//@ bound: 5
pub fn disturbed_three_times() {
    let peak = Peak::new();
    thread::scope(|scope| {
        scope.spawn(|| {
            for small in 1..=3 {
                peak.record(small);
            }
        });
        assert!(peak.record(10), "10 is larger than everything else that is recorded");
    });
    assert_eq!(peak.max(), 10, "the largest of 1, 2, 3 and 10");
}
