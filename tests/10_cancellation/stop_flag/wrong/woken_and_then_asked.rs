//@ caught-by: model
//@ says: Woken first and asked then: in between it looks, has not been asked, and sleeps again. Nobody wakes it a second time.
//@ fails: it_is_woken
//@ kind: deadlock
//@ sort: schedule-only

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
                let ended = Instant::now();
                while !asked.load(Ordering::SeqCst) && ended.elapsed() < every {
                    thread::park_timeout(every.saturating_sub(ended.elapsed()));
                }
            }
            polls
        });
        Poller { stop, thread }
    }

    pub fn stop(self) -> thread::Result<u64> {
        self.thread.thread().unpark();
        self.stop.store(true, Ordering::SeqCst);
        self.thread.join()
    }
}
