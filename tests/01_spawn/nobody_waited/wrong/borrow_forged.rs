//@ caught-by: build
//@ says: The drop waits, so borrowing looks safe; but safe code can skip a drop (mem::forget), and the thread then reads a stack frame that is gone.
//@ sort: tempting

use std::mem;
use std::thread::{self, JoinHandle};

pub struct Background {
    handle: Option<JoinHandle<()>>,
}

impl Background {
    pub fn start<'work, F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'work,
    {
        let work: Box<dyn FnOnce() + Send + 'work> = Box::new(work);
        // SAFETY: claimed, not given. Nobody can promise that this value is dropped in time.
        let work: Box<dyn FnOnce() + Send + 'static> = unsafe { mem::transmute(work) };
        Background { handle: Some(thread::spawn(work)) }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
