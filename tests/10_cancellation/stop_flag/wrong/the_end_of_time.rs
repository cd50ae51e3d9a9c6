//@ caught-by: test
//@ says: `Instant::now() + every` panics when there is no such moment.
//@ fails: one_poll_and_what_it_wrote
//@ sort: boundary

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

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
                let due = Instant::now() + every;
                while !asked.load(Ordering::SeqCst) && Instant::now() < due {
                    thread::park_timeout(due.saturating_duration_since(Instant::now()));
                }
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
