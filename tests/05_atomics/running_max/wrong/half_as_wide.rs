//@ caught-by: test
//@ says: A number of 64 bits does not fit into 32: what is cut off are the bits that make it large.
//@ fails: only_a_larger_number_is_new, the_peaks_agree
//@ sort: boundary

use std::sync::atomic::{AtomicU32, Ordering};

#[derive(Default)]
pub struct Peak {
    max: AtomicU32,
}

impl Peak {
    pub fn new() -> Peak {
        Peak::default()
    }

    pub fn record(&self, micros: u64) -> bool {
        let micros = micros as u32;
        self.max.fetch_max(micros, Ordering::SeqCst) < micros
    }

    pub fn max(&self) -> u64 {
        u64::from(self.max.load(Ordering::SeqCst))
    }

    pub fn take(&self) -> u64 {
        u64::from(self.max.swap(0, Ordering::SeqCst))
    }
}
