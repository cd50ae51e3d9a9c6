//@ caught-by: model
//@ says: One `compare_exchange`, and that one is lost if anybody else takes or gives back at that moment. It was not the last permit: a lost exchange is to be tried again.
//@ sort: schedule-only

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

struct Permit<'a>(&'a Semaphore);
impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.0.free.fetch_add(1, SeqCst);
    }
}

pub struct Semaphore {
    free: AtomicUsize,
}

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { free: AtomicUsize::new(permits) }
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        while !self.take() {
            thread::yield_now();
        }
        let _permit = Permit(self);
        work()
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        if !self.take() {
            return None;
        }
        let _permit = Permit(self);
        Some(work())
    }

    fn take(&self) -> bool {
        let f = self.free.load(SeqCst);
        f > 0 && self.free.compare_exchange(f, f - 1, SeqCst, SeqCst).is_ok()
    }
}
