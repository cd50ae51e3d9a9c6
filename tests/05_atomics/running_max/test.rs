//! Is the right number the largest, on real threads?
//!
//! Threads record here one after the other. Who comes between whose steps is for the model.
//@ deadline: 5s

use std::sync::Arc;
use std::thread;

use answer::Peak;
use harness::{Rng, seed};

/// One thread records random numbers, small ones and very large ones, each of them twice, and takes the peak now and then.
pub fn the_peaks_agree(seed: u64) -> Vec<(bool, bool, u64, u64)> {
    let mut rng = Rng::new(seed);
    let peak = Peak::new();
    let mut seen = Vec::new();
    for _ in 0..300 {
        let micros = rng.next_u64() >> rng.below(64);
        let new = peak.record(micros);
        let again = peak.record(micros);
        let max = peak.max();
        let taken = if rng.below(10) == 0 { peak.take() } else { 0 };
        seen.push((new, again, max, taken));
    }
    seen
}

/// Nothing is larger than nothing, and 0 is no new maximum.
pub fn nothing_is_recorded() {
    let peak = Peak::new();
    assert_eq!((peak.max(), peak.take(), peak.max()), (0, 0, 0), "the peak of nothing");
    assert!(!peak.record(0), "0 is not larger than 0");
    assert_eq!(peak.max(), 0, "the largest of 0");
}

/// Smaller and equal numbers set no new maximum, also at the very top.
pub fn only_a_larger_number_is_new() {
    let peak = Peak::new();
    let recorded = [7, 7, 6, 8, u64::MAX, u64::MAX, 0].map(|micros| peak.record(micros));
    assert_eq!(recorded, [true, false, false, true, true, false, false], "7, 7, 6, 8, MAX, MAX, 0");
    assert_eq!((peak.max(), peak.take()), (u64::MAX, u64::MAX), "the largest of them");
    assert_eq!(peak.max(), 0, "the next minute");
    assert!(peak.record(1), "1 is new in the next minute");
    assert_eq!(
        (peak.max(), peak.take(), peak.take()),
        (1, 1, 0),
        "the largest of it, taken, taken again"
    );
}

/// Threads record into one peak.
pub fn threads_share_the_peak() {
    let peak = Arc::new(Peak::new());
    let micros = Rng::new(seed()).range(10..1_000);
    for (number, new) in [(micros, true), (micros - 1, false), (micros, false), (micros + 1, true)]
    {
        let peak = Arc::clone(&peak);
        let recorded = thread::spawn(move || peak.record(number)).join();
        let recorded = recorded.expect("recording does not panic");
        assert_eq!(recorded, new, "{number}, recorded by a thread after {micros}");
    }
    let other = Peak::new();
    assert!(other.record(1), "1 is new to another peak");
    assert_eq!(peak.take(), micros + 1, "the largest number of four threads");
    assert_eq!(other.take(), 1, "the largest number of the other peak");
}
