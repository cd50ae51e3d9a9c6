//! The flag publishes nothing: `Relaxed` will do. `unpark` wakes, and the count is read when the thread has been joined.

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
            let (stop, polls) = &*own;
            loop {
                poll();
                polls.fetch_add(1, Ordering::Relaxed);
                let due = Instant::now().checked_add(every);
                loop {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    match due.map(|due| due.saturating_duration_since(Instant::now())) {
                        None => thread::park(),
                        Some(Duration::ZERO) => break,
                        Some(left) => thread::park_timeout(left),
                    }
                }
            }
        });
        Poller { shared, thread }
    }

    pub fn stop(self) -> thread::Result<u64> {
        self.shared.0.store(true, Ordering::Relaxed);
        self.thread.thread().unpark();
        self.thread.join()?;
        Ok(self.shared.1.load(Ordering::Relaxed))
    }
}
