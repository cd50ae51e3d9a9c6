//@ caught-by: test
//@ says: It is asked and awaited, and nobody wakes it: the flag is looked at when the hour is over.
//@ fails: one_poll_and_what_it_wrote
//@ sort: tempting

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
                thread::sleep(every);
            }
            polls
        });
        Poller { stop, thread }
    }

    pub fn stop(self) -> thread::Result<u64> {
        self.stop.store(true, Ordering::SeqCst);
        self.thread.join()
    }
}
