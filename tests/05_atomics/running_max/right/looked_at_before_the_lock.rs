//! A look at the atomic first, and only who might set a new maximum takes the lock, and looks again.

use std::sync::atomic::{AtomicU64, Ordering};

pub struct Peak {
    max: AtomicU64,
    gate: std::sync::Mutex<()>,
}

impl Peak {
    pub fn new() -> Peak {
        Peak { max: AtomicU64::new(0), gate: std::sync::Mutex::new(()) }
    }

    pub fn record(&self, micros: u64) -> bool {
        // Most numbers are no new maximum, and need no lock to find out.
        if micros <= self.max.load(Ordering::Relaxed) {
            return false;
        }
        let _gate = self.gate.lock().unwrap();
        let new = micros > self.max.load(Ordering::Relaxed);
        if new {
            self.max.store(micros, Ordering::Relaxed);
        }
        new
    }

    pub fn max(&self) -> u64 {
        self.max.load(Ordering::Relaxed)
    }

    pub fn take(&self) -> u64 {
        let _gate = self.gate.lock().unwrap();
        self.max.swap(0, Ordering::Relaxed)
    }
}
