//! Dropping the sender asks and wakes at once: `recv_timeout` is a sleep that can be ended.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub struct Poller {
    stop: Sender<()>,
    thread: JoinHandle<u64>,
}

impl Poller {
    pub fn start<F>(every: Duration, mut poll: F) -> Poller
    where
        F: FnMut() + Send + 'static,
    {
        let (stop, stopped) = mpsc::channel::<()>();
        let thread = thread::spawn(move || {
            let mut polls = 0;
            loop {
                poll();
                polls += 1;
                if stopped.recv_timeout(every) != Err(RecvTimeoutError::Timeout) {
                    return polls;
                }
            }
        });
        Poller { stop, thread }
    }

    pub fn stop(self) -> thread::Result<u64> {
        drop(self.stop);
        self.thread.join()
    }
}
