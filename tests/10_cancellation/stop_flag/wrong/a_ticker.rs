//@ caught-by: test
//@ says: A `tick` strikes from its own beginning on, whatever the polls do meanwhile: after one that took its time the next one comes too early.
//@ sort: tempting

use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossbeam::channel::{Sender, TryRecvError, bounded, select_biased, tick};

pub struct Poller {
    tell: Sender<()>,
    thread: JoinHandle<u64>,
}

impl Poller {
    pub fn start<F>(every: Duration, mut poll: F) -> Poller
    where
        F: FnMut() + Send + 'static,
    {
        let (tell, told) = bounded::<()>(0);
        let thread = thread::spawn(move || {
            if told.try_recv() == Err(TryRecvError::Disconnected) {
                return 0;
            }
            poll();
            let mut polls = 1;
            let clock = tick(every);
            loop {
                select_biased! {
                    recv(told) -> _ => return polls,
                    recv(clock) -> _ => {
                        poll();
                        polls += 1;
                    }
                }
            }
        });
        Poller { tell, thread }
    }

    pub fn stop(self) -> thread::Result<u64> {
        drop(self.tell);
        self.thread.join()
    }
}
