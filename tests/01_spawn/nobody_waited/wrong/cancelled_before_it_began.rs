//@ caught-by: model
//@ says: Dropping cancels work that has not begun: when its owner is quick, the last lines are never shipped.
//@ fails: the_work_is_done_when_its_owner_lets_go
//@ sort: schedule-only

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

pub struct Background {
    handle: Option<JoinHandle<()>>,
    cancelled: Arc<AtomicBool>,
}

impl Background {
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'static,
    {
        let cancelled = Arc::new(AtomicBool::new(false));
        let is_cancelled = Arc::clone(&cancelled);
        let handle = thread::spawn(move || {
            if !is_cancelled.load(Ordering::SeqCst) {
                work();
            }
        });
        Background { handle: Some(handle), cancelled }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::SeqCst);
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
