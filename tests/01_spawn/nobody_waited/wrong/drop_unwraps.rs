//@ caught-by: test
//@ says: The unwrap hands the background's panic to an owner that did nothing wrong, and aborts the process when the owner is panicking too.
//@ fails: a_panic_stays_in_the_background
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
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}
