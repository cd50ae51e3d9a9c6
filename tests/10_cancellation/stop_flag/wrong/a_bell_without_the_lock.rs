//@ caught-by: model
//@ says: The flag is set and the bell is rung without the lock: the thread has just asked, does not sleep yet, and does not hear it.
//@ fails: it_is_woken
//@ kind: deadlock
//@ sort: schedule-only

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

struct Shared {
    stop: AtomicBool,
    sleeping: Mutex<()>,
    bell: Condvar,
}

pub struct Poller {
    shared: Arc<Shared>,
    thread: JoinHandle<u64>,
}

impl Poller {
    pub fn start<F>(every: Duration, mut poll: F) -> Poller
    where
        F: FnMut() + Send + 'static,
    {
        let stop = AtomicBool::new(false);
        let shared = Arc::new(Shared { stop, sleeping: Mutex::new(()), bell: Condvar::new() });
        let own = Arc::clone(&shared);
        let thread = thread::spawn(move || {
            let mut polls = 0;
            while !own.stop.load(Ordering::SeqCst) {
                poll();
                polls += 1;
                let sleeping = own.sleeping.lock().unwrap();
                let go_on = |_: &mut ()| !own.stop.load(Ordering::SeqCst);
                drop(own.bell.wait_timeout_while(sleeping, every, go_on).unwrap());
            }
            polls
        });
        Poller { shared, thread }
    }

    pub fn stop(self) -> thread::Result<u64> {
        self.shared.stop.store(true, Ordering::SeqCst);
        self.shared.bell.notify_one();
        self.thread.join()
    }
}
