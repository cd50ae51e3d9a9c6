//! What is published once is what a `OnceLock` is for: it has the release and the acquire inside.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

pub struct Rate {
    published: OnceLock<(u64, u64)>,
    asked: AtomicU64,
}

impl Rate {
    pub const fn new() -> Rate {
        Rate { published: OnceLock::new(), asked: AtomicU64::new(0) }
    }

    pub fn publish(&self, cents: u64, day: u64) {
        let _ = self.published.set((cents, day));
    }

    pub fn get(&self) -> Option<(u64, u64)> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.published.get().copied()
    }

    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Default for Rate {
    fn default() -> Rate {
        Rate::new()
    }
}
