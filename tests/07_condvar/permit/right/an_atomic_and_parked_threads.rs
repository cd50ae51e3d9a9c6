//! The count is an atomic that is taken from by compare-and-swap; whoever finds nothing is listed, asks once more, and parks.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Thread};

pub struct Slots {
    free: AtomicUsize,
    waiting: Mutex<Vec<Thread>>,
}

#[must_use]
pub struct Permit<'a>(&'a Slots);

impl Slots {
    pub fn new(slots: usize) -> Slots {
        Slots { free: AtomicUsize::new(slots), waiting: Mutex::new(Vec::new()) }
    }

    pub fn free(&self) -> usize {
        self.free.load(Ordering::SeqCst)
    }

    pub fn acquire(&self) -> Permit<'_> {
        loop {
            // Under the lock: whoever gives back wakes those who are listed, and we are listed or have seen it.
            let mut waiting = self.waiting.lock().unwrap();
            if let Some(permit) = self.try_acquire() {
                return permit;
            }
            waiting.push(thread::current());
            drop(waiting);
            thread::park();
        }
    }

    #[must_use]
    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let take = |free: usize| free.checked_sub(1);
        self.free.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take).is_ok().then_some(())?;
        Some(Permit(self))
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        let _permit = self.acquire();
        work()
    }
}

impl Permit<'_> {
    pub fn release(self) {}
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.0.free.fetch_add(1, Ordering::SeqCst);
        let waiting = std::mem::take(&mut *self.0.waiting.lock().unwrap());
        waiting.iter().for_each(Thread::unpark);
    }
}
