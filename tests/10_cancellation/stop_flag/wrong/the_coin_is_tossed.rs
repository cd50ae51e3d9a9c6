//@ caught-by: test
//@ says: It is to stop, and the time for the next poll has come: both are ready, and `select!` takes either. Every second time it polls once more. Look at the stop first: `select_biased!` does.
//@ fails: no_other_one_begins
//@ sort: tempting

use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossbeam::channel::{Sender, after, bounded, select};

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
                select! {
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
