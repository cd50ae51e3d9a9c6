//! One owner counts: `record` sends, and whoever asks for the total drains what has arrived.

use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};

pub struct Hits {
    arrivals: Sender<()>,
    counted: Mutex<Counted>,
}

struct Counted {
    arrived: Receiver<()>,
    total: u64,
}

impl Hits {
    pub fn new() -> Self {
        let (arrivals, arrived) = mpsc::channel();
        Hits { arrivals, counted: Mutex::new(Counted { arrived, total: 0 }) }
    }

    pub fn record(&self) {
        // The receiver lives in the same struct, so it cannot be gone.
        self.arrivals.send(()).unwrap();
    }

    pub fn total(&self) -> u64 {
        let mut counted = self.counted.lock().unwrap(); // never poisoned: nothing panics under it
        while counted.arrived.try_recv().is_ok() {
            counted.total += 1;
        }
        counted.total
    }
}

impl Default for Hits {
    fn default() -> Self {
        Self::new()
    }
}
