//! crossbeam: the end is a channel that is closed, and the time between two polls an `after` beside it.

use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossbeam::channel::{Sender, after, bounded, select_biased};

pub struct Poller {
    stop: Sender<()>,
    thread: JoinHandle<u64>,
}

impl Poller {
    pub fn start<F>(every: Duration, mut poll: F) -> Poller
    where
        F: FnMut() + Send + 'static,
    {
        let (stop, stopped) = bounded(0);
        let thread = thread::spawn(move || {
            for polls in 1.. {
                poll();
                select_biased! {
                    recv(stopped) -> _ => return polls,
                    recv(after(every)) -> _ => {}
                }
            }
            unreachable!("somebody stops it before it has polled that often")
        });
        Poller { stop, thread }
    }

    pub fn stop(self) -> thread::Result<u64> {
        drop(self.stop);
        self.thread.join()
    }
}
