//@ caught-by: model
//@ says: `try_lock` fails while somebody else is asking, and that is no news about the rate. Two who ask at once: one of them gets nothing.
//@ fails: nobody_is_in_the_way
//@ kind: assertion
//@ sort: schedule-only

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

pub struct Rate {
    published: Mutex<Option<(u64, u64)>>,
    asked: AtomicU64,
}

impl Rate {
    pub const fn new() -> Rate {
        Rate { published: Mutex::new(None), asked: AtomicU64::new(0) }
    }

    pub fn publish(&self, cents: u64, day: u64) {
        *self.published.lock().unwrap() = Some((cents, day));
    }

    pub fn get(&self) -> Option<(u64, u64)> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.published.try_lock().ok().and_then(|published| *published)
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
