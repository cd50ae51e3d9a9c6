//! Go's way: whoever works has put something into a channel with room for so many, and takes something out again.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

pub struct Semaphore {
    permits: usize,
    at_work: SyncSender<()>,
    done: Mutex<Receiver<()>>,
}

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        let (at_work, done) = sync_channel(permits);
        Semaphore { permits, at_work, done: Mutex::new(done) }
    }

    fn work<R>(&self, work: impl FnOnce() -> R) -> R {
        let result = catch_unwind(AssertUnwindSafe(work));
        // Our own token, or another's, is in the channel: this does not wait.
        let _ = self.done.lock().unwrap().recv();
        result.unwrap_or_else(|panic| resume_unwind(panic))
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        if self.permits == 0 {
            // A channel without room hands over; nobody is here to take it.
            loop {
                std::thread::park();
            }
        }
        self.at_work.send(()).expect("the receiver is here");
        self.work(work)
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        self.at_work.try_send(()).ok()?;
        Some(self.work(work))
    }
}
