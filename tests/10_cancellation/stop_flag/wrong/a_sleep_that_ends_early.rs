//@ caught-by: model
//@ says: `park_timeout` may return early, for no reason, and then the next poll comes too early.
//@ fails: not_too_early
//@ sort: schedule-only

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub struct Poller {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<u64>,
}

impl Poller {
    pub fn start<F>(every: Duration, mut poll: F) -> Poller
    where
        F: FnMut() + Send + 'static,
    {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            let mut polls = 0;
            while !asked.load(Ordering::SeqCst) {
                poll();
                polls += 1;
                thread::park_timeout(every);
            }
            polls
        });
        Poller { stop, thread }
    }

    pub fn stop(self) -> thread::Result<u64> {
        self.stop.store(true, Ordering::SeqCst);
        self.thread.thread().unpark();
        self.thread.join()
    }
}
