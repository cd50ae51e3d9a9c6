//! `Mutex` and `Condvar`: the flag is set under the lock, and `wait_timeout_while` keeps the whole time in mind.

use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub struct Poller {
    stop: Arc<(Mutex<bool>, Condvar)>,
    thread: JoinHandle<u64>,
}

impl Poller {
    pub fn start<F>(every: Duration, mut poll: F) -> Poller
    where
        F: FnMut() + Send + 'static,
    {
        let stop = Arc::new((Mutex::new(false), Condvar::new()));
        let asked = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            let mut polls = 0;
            while !*asked.0.lock().unwrap() {
                poll();
                polls += 1;
                let flag = asked.0.lock().unwrap();
                drop(asked.1.wait_timeout_while(flag, every, |stop| !*stop).unwrap());
            }
            polls
        });
        Poller { stop, thread }
    }

    pub fn stop(self) -> thread::Result<u64> {
        *self.stop.0.lock().unwrap() = true;
        self.stop.1.notify_one();
        self.thread.join()
    }
}
