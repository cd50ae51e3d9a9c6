//@ caught-by: model
//@ says: The permit is given back without the lock that is held while asking: it comes between the question and the waiting, and so does its notification.
//@ kind: deadlock
//@ sort: schedule-only

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

pub struct Semaphore {
    free: AtomicUsize,
    waiting: Mutex<()>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        Semaphore {
            free: AtomicUsize::new(permits),
            waiting: Mutex::new(()),
            released: Condvar::new(),
        }
    }

    fn try_acquire(&self) -> bool {
        self.free
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |free| free.checked_sub(1))
            .is_ok()
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        let guard = self.waiting.lock().unwrap();
        drop(self.released.wait_while(guard, |()| !self.try_acquire()).unwrap());
        let _permit = Taken(self);
        work()
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        if !self.try_acquire() {
            return None;
        }
        let _permit = Taken(self);
        Some(work())
    }
}

struct Taken<'a>(&'a Semaphore);

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.0.free.fetch_add(1, Ordering::SeqCst);
        self.0.released.notify_one();
    }
}
