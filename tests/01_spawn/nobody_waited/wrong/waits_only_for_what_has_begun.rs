//@ caught-by: model
//@ says: Work that has not begun is not waited for: when its owner is quick, it has not begun, and the process ends without it.
//@ fails: the_work_is_done_when_its_owner_lets_go
//@ sort: schedule-only

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

pub struct Background {
    handle: Option<JoinHandle<()>>,
    begun: Arc<AtomicBool>,
}

impl Background {
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'static,
    {
        let begun = Arc::new(AtomicBool::new(false));
        let has_begun = Arc::clone(&begun);
        let handle = thread::spawn(move || {
            has_begun.store(true, Ordering::SeqCst);
            work();
        });
        Background { handle: Some(handle), begun }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if self.begun.load(Ordering::SeqCst)
            && let Some(handle) = self.handle.take()
        {
            let _ = handle.join();
        }
    }
}
