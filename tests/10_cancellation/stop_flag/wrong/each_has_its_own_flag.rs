//@ caught-by: build
//@ says: A `bool` is copied into the thread's closure. The one that `stop` sets is another one, and the thread would never end. Clippy sees a loop whose condition nothing can change.
//@ sort: tempting

use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub struct Poller {
    stop: bool,
    thread: JoinHandle<u64>,
}

impl Poller {
    pub fn start<F>(every: Duration, mut poll: F) -> Poller
    where
        F: FnMut() + Send + 'static,
    {
        let stop = false;
        let thread = thread::spawn(move || {
            let mut polls = 0;
            while !stop {
                poll();
                polls += 1;
                let ended = Instant::now();
                while !stop && ended.elapsed() < every {
                    thread::park_timeout(every.saturating_sub(ended.elapsed()));
                }
            }
            polls
        });
        Poller { stop, thread }
    }

    pub fn stop(mut self) -> thread::Result<u64> {
        self.stop = true;
        self.thread.thread().unpark();
        self.thread.join()
    }
}
