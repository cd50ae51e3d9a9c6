//! # It was stopped, and then it polled once more
//!
//! A thread asks a directory service for changes, once an hour. On shutdown the program sets a flag, closes its connections and
//! ends. In one of ten shutdowns there is an error in the log: a poll over a connection that had been
//! closed. The cure was to wait for the thread. Since then a shutdown takes up to an hour.
//!
//! In Go the flag would be a channel, `select` would wait for it together with the ticker, and often nobody would wait for the
//! goroutine. A flag is only a flag. To *ask* somebody to stop is one job; to *wake* whoever sleeps is a
//! second one; to *await the end* is the third. Each of them can be forgotten by itself.
//!
//! Before you edit: the flag is set. Who looks at it, and when is that?
//!
//! What must hold, with exactly the signatures below:
//!
//! - `Poller::start(every, poll)` starts a thread and returns. The thread calls `poll` at once, and again when `every` has passed
//!   since the call before ended, and not earlier. No `every` is too long: with `Duration::MAX` there is one call.
//! - `stop()` makes it end. A call of `poll` that has begun is finished, and no other one begins. (Whoever is stopped before the
//!   first call may never have called.)
//! - When `stop` returns, the thread is done: `poll` is not called any more, and what the calls have written is seen. It
//!   waits for the call that has begun, if there is one, and never for `every` to pass.
//! - Between two calls the thread sleeps. It does not wake up once in a while to ask whether it is to stop.
//! - It returns `Ok` and how often `poll` was called, or, if `poll` has panicked, `Err` and what it panicked with. A call that
//!   panics is the last one.
//!
//! What happens to a `Poller` that is dropped without `stop` is not the subject here.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A thread that does something from time to time.
pub struct Poller {
    stop: Arc<AtomicBool>,
    polls: Arc<AtomicU64>,
    thread: JoinHandle<()>,
}

impl Poller {
    /// Calls `poll` on a thread of its own, at once and then from time to time.
    pub fn start<F>(every: Duration, mut poll: F) -> Poller
    where
        F: FnMut() + Send + 'static,
    {
        let (stop, polls) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let (asked, count) = (Arc::clone(&stop), Arc::clone(&polls));
        let thread = thread::spawn(move || {
            while !asked.load(Ordering::SeqCst) {
                poll();
                count.fetch_add(1, Ordering::SeqCst);
                // TODO: what can wake it from here?
                thread::sleep(every);
            }
        });
        Poller { stop, polls, thread }
    }

    /// Ends it, and says how often it has polled.
    pub fn stop(self) -> thread::Result<u64> {
        self.stop.store(true, Ordering::SeqCst);
        // TODO: it has been asked. Has it heard? Has it ended? And how?
        let _forgotten = self.thread;
        Ok(self.polls.load(Ordering::SeqCst))
    }
}
