//! A vector of handles can be drained through `&mut self`: no `Option` needed, and room for more.

use std::thread::{Builder, JoinHandle};

pub struct Background {
    handles: Vec<JoinHandle<()>>,
}

impl Background {
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'static,
    {
        let builder = Builder::new().name("background".to_string());
        Background { handles: vec![builder.spawn(work).expect("the system has a thread left")] }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        for handle in self.handles.drain(..) {
            // An `Err` is a panic of the work, which has been reported on stderr.
            drop(handle.join());
        }
    }
}
