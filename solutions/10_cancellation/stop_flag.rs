//! Asking, waking, awaiting the end: a flag, `unpark`, `join`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// A thread that does something from time to time.
pub struct Poller {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<u64>,
}

impl Poller {
    /// Calls `poll` on a thread of its own, at once and then from time to time.
    pub fn start<F>(every: Duration, mut poll: F) -> Poller
    where
        F: FnMut() + Send + 'static,
    {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            // A variable of the thread's own: the result travels with its end.
            let mut polls = 0;
            while !asked.load(Ordering::Acquire) {
                poll();
                polls += 1;
                let ended = Instant::now();
                // `park_timeout` may return early, for no reason. So the loop asks both questions again: am I to stop, and
                // how much is left?
                while !asked.load(Ordering::Acquire) {
                    let left = every.saturating_sub(ended.elapsed());
                    if left.is_zero() {
                        break;
                    }
                    thread::park_timeout(left);
                }
            }
            polls
        });
        Poller { stop, thread }
    }

    /// Ends it, and says how often it has polled.
    pub fn stop(self) -> thread::Result<u64> {
        // Asking. `Relaxed` would do here: nothing is published with this flag, and what comes next brings it along.
        self.stop.store(true, Ordering::Release);
        // Waking, and after asking: the other way round it might wake, see nothing, and sleep again. If it does not sleep yet, the
        // token is kept, and its next `park_timeout` returns at once.
        self.thread.thread().unpark();
        // Awaiting the end. All that the thread has written is seen after this, and a panic comes out here.
        self.thread.join()
    }
}
