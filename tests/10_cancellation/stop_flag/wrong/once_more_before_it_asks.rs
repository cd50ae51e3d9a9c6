//@ caught-by: test
//@ says: It is woken, polls, and looks at the flag then: one poll comes after the stop.
//@ fails: one_poll_and_what_it_wrote
//@ sort: tempting

use std::sync::mpsc::{self, Sender};
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
            poll();
            let mut polls = 1;
            loop {
                let word = stopped.recv_timeout(every);
                poll();
                polls += 1;
                if word.is_ok() {
                    return polls;
                }
            }
        });
        Poller { stop, thread }
    }

    pub fn stop(self) -> thread::Result<u64> {
        let _ = self.stop.send(());
        self.thread.join()
    }
}
