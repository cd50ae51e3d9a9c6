//@ caught-by: test
//@ says: It sleeps a millisecond at a time and looks at the flag in between: it hears of the stop, and wakes up for nothing some million times an hour.
//@ sort: tempting

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
            while !asked.load(Ordering::Acquire) {
                poll();
                polls += 1;
                let start = Instant::now();
                while start.elapsed() < every {
                    if asked.load(Ordering::Acquire) {
                        return polls;
                    }
                    thread::sleep(Duration::from_millis(1));
                }
            }
            polls
        });
        Poller { stop, thread }
    }
    pub fn stop(self) -> thread::Result<u64> {
        self.stop.store(true, Ordering::Release);
        self.thread.join()
    }
}
