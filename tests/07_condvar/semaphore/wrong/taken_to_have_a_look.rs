//@ caught-by: model
//@ says: `try_run` takes one first and looks then whether there was one; until it has put it back, another one who tries is told that nothing is free.
//@ fails: a_permit_that_nobody_has_is_free
//@ kind: assertion
//@ sort: schedule-only

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

pub struct Semaphore {
    permits: usize,
    taken: AtomicUsize,
    waiting: Mutex<()>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        Semaphore {
            permits,
            taken: AtomicUsize::new(0),
            waiting: Mutex::new(()),
            released: Condvar::new(),
        }
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        let mut waiting = self.waiting.lock().unwrap();
        while !self.take() {
            waiting = self.released.wait(waiting).unwrap();
        }
        drop(waiting);
        let _taken = Taken(self);
        work()
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        self.take().then(|| {
            let _taken = Taken(self);
            work()
        })
    }

    fn take(&self) -> bool {
        let before = self.taken.fetch_add(1, Ordering::SeqCst);
        if before >= self.permits {
            self.give_back();
            return false;
        }
        true
    }

    fn give_back(&self) {
        self.taken.fetch_sub(1, Ordering::SeqCst);
    }
}

struct Taken<'a>(&'a Semaphore);

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.0.give_back();
        let _waiting = self.0.waiting.lock().unwrap();
        self.0.released.notify_one();
    }
}
