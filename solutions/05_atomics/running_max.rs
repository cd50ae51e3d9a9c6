//! Compare and write in one step, and start from what the failed step has found. (`fetch_max` is this very loop, ready made.)

use std::sync::atomic::{AtomicU64, Ordering};

/// The largest of the numbers recorded since somebody took it.
#[derive(Default)]
pub struct Peak {
    max: AtomicU64,
}

impl Peak {
    /// Nothing is recorded yet.
    pub fn new() -> Peak {
        Peak::default()
    }

    /// Records a number; whether it is a new maximum.
    ///
    /// `self.max.fetch_max(micros, Ordering::Relaxed) < micros` does the same: it returns what was there *in the same step*.
    /// The loop is written out because there are questions for which nobody has made a `fetch_…`.
    pub fn record(&self, micros: u64) -> bool {
        let mut seen = self.max.load(Ordering::Relaxed);
        // The condition is asked again on each round, about the newest number: the other handler may have been slower than we
        // were, or faster.
        while micros > seen {
            // "If it is still `seen`, make it `micros`." Ok: nobody was larger at the very moment of writing. That the number
            // may have gone away and come back meanwhile (a `take`, and the same maximum again) does no harm, because nothing
            // but the number is asked for.
            //
            // The weak form may fail without a reason, which a loop does not mind, and some processors do it faster.
            match self.max.compare_exchange_weak(seen, micros, Ordering::Relaxed, Ordering::Relaxed)
            {
                Ok(_) => return true,
                // Too late, and this is what somebody else has written. Without this line the loop would compare with an old
                // number for ever.
                Err(found) => seen = found,
            }
        }
        false
    }

    /// The largest number so far.
    pub fn max(&self) -> u64 {
        self.max.load(Ordering::Relaxed)
    }

    /// The largest number so far; the next minute begins at 0.
    pub fn take(&self) -> u64 {
        // One step: what is not in the number that it returns is recorded after the 0.
        self.max.swap(0, Ordering::Relaxed)
    }
}
