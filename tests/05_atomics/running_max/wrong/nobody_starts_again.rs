//@ caught-by: test
//@ says: `take` shows the peak and leaves it where it is: the first minute's peak is that of every minute after it.
//@ fails: only_a_larger_number_is_new, the_peaks_agree
//@ sort: tempting

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Default)]
pub struct Peak {
    max: AtomicU64,
}

impl Peak {
    pub fn new() -> Peak {
        Peak::default()
    }

    pub fn record(&self, micros: u64) -> bool {
        self.max.fetch_max(micros, Ordering::SeqCst) < micros
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> u64 {
        self.max()
    }
}
