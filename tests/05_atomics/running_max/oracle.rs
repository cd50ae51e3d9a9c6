//! The peaks, found by one thread.

use harness::Rng;

/// What the check of the same name must get.
pub fn the_peaks_agree(seed: u64) -> Vec<(bool, bool, u64, u64)> {
    let mut rng = Rng::new(seed);
    let mut peak = 0;
    let mut seen = Vec::new();
    for _ in 0..300 {
        let micros = rng.next_u64() >> rng.below(64);
        let new = micros > peak;
        let max = micros.max(peak);
        let take = rng.below(10) == 0;
        peak = if take { 0 } else { max };
        seen.push((new, false, max, if take { max } else { 0 }));
    }
    seen
}
