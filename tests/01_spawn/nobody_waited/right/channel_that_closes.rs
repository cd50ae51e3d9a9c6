//! Go's `<-done`: the thread owns a sender, and its being gone is the signal, after a panic too.

use std::sync::mpsc::{self, Receiver};
use std::thread;

pub struct Background {
    over: Receiver<()>,
}

impl Background {
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'static,
    {
        let (owner_waits, over) = mpsc::channel();
        thread::spawn(move || {
            // Dropped when the closure ends, by a panic as well, and after the work in any case.
            let _owner_waits: mpsc::Sender<()> = owner_waits;
            work();
        });
        Background { over }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // Nothing is ever sent: this returns when the sender is gone.
        let _ = self.over.recv();
    }
}
