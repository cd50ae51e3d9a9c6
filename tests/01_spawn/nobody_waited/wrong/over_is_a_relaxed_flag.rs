//@ caught-by: model
//@ says: The flag says that the work is over, but a Relaxed flag carries nothing with it: what the work wrote may still be unseen.
//@ fails: the_work_is_done_when_its_owner_lets_go
//@ sort: schedule-only

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

pub struct Background {
    over: Arc<AtomicBool>,
}

/// Sets the flag on every way out of the work, a panic included.
struct SetOver(Arc<AtomicBool>);

impl Drop for SetOver {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Background {
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'static,
    {
        let over = Arc::new(AtomicBool::new(false));
        let set_over = SetOver(Arc::clone(&over));
        thread::spawn(move || {
            let _set_over = set_over;
            work();
        });
        Background { over }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        while !self.over.load(Ordering::Relaxed) {
            thread::yield_now();
        }
    }
}
