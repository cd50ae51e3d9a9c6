//! Parked threads in a row: a permit that comes back is handed to the one that has waited longest, and is not free in between.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};

struct Waiting {
    thread: Thread,
    has_it: Arc<AtomicBool>,
}

struct State {
    free: usize,
    waiting: VecDeque<Waiting>,
}

pub struct Semaphore(Mutex<State>);

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        Semaphore(Mutex::new(State { free: permits, waiting: VecDeque::new() }))
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        let mut state = self.0.lock().unwrap();
        if state.free > 0 {
            state.free -= 1;
            drop(state);
        } else {
            let has_it = Arc::new(AtomicBool::new(false));
            let (thread, given) = (thread::current(), Arc::clone(&has_it));
            state.waiting.push_back(Waiting { thread, has_it: given });
            drop(state);
            while !has_it.load(Ordering::Acquire) {
                thread::park();
            }
        }
        let _permit = Permit(self);
        work()
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        {
            let mut state = self.0.lock().unwrap();
            state.free = state.free.checked_sub(1)?;
        }
        let _permit = Permit(self);
        Some(work())
    }
}

struct Permit<'a>(&'a Semaphore);

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut state = self.0.0.lock().unwrap();
        match state.waiting.pop_front() {
            Some(next) => {
                next.has_it.store(true, Ordering::Release);
                next.thread.unpark();
            }
            None => state.free += 1,
        }
    }
}
