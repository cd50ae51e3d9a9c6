//@ caught-by: test
//@ says: It has been asked, and `stop` returns. The thread is in the middle of a poll, over a connection that is being closed.
//@ fails: the_poll_at_work_is_finished
//@ sort: tempting

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub struct Poller {
    shared: Arc<(AtomicBool, AtomicU64)>,
    thread: JoinHandle<()>,
}

impl Poller {
    pub fn start<F>(every: Duration, mut poll: F) -> Poller
    where
        F: FnMut() + Send + 'static,
    {
        let shared = Arc::new((AtomicBool::new(false), AtomicU64::new(0)));
        let own = Arc::clone(&shared);
        let thread = thread::spawn(move || {
            while !own.0.load(Ordering::SeqCst) {
                poll();
                own.1.fetch_add(1, Ordering::SeqCst);
                let ended = Instant::now();
                while !own.0.load(Ordering::SeqCst) && ended.elapsed() < every {
                    thread::park_timeout(every.saturating_sub(ended.elapsed()));
                }
            }
        });
        Poller { shared, thread }
    }

    pub fn stop(&self) -> thread::Result<u64> {
        self.shared.0.store(true, Ordering::SeqCst);
        self.thread.thread().unpark();
        Ok(self.shared.1.load(Ordering::SeqCst))
    }
}
