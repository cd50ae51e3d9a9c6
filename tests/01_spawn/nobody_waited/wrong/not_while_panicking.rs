//@ caught-by: test
//@ says: When the owner panics nobody waits: the lines that would explain the panic are the ones that get lost.
//@ fails: a_panicking_owner_waits
//@ sort: boundary

use std::thread::{self, JoinHandle};

pub struct Background {
    handle: Option<JoinHandle<()>>,
}

impl Background {
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'static,
    {
        Background { handle: Some(thread::spawn(work)) }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // Never block while a panic unwinds.
        if thread::panicking() {
            return;
        }
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
