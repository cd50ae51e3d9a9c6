//! A wait group of two: the owner waits for the share that the thread gives up at its end.

use crossbeam::sync::WaitGroup;
use std::thread;

pub struct Background {
    group: Option<WaitGroup>,
}

impl Background {
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'static,
    {
        let group = WaitGroup::new();
        let share = group.clone();
        thread::spawn(move || {
            // A named local, so that it is given up after the work, and when the work panics.
            let _share = share;
            work();
        });
        Background { group: Some(group) }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(group) = self.group.take() {
            group.wait();
        }
    }
}
