//@ caught-by: compile_fail
//@ says: The field is still `pub`, so any module can set the count to whatever it likes: take the `pub` away.
//@ fails: the_count_is_reset_from_outside
//@ sort: tempting

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Default)]
pub struct Hits {
    pub count: AtomicU64,
}

impl Hits {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn record(&self) {
        self.count.fetch_add(1, Ordering::SeqCst);
    }

    pub fn total(&self) -> u64 {
        self.count.load(Ordering::SeqCst)
    }
}
