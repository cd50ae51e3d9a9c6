//@ caught-by: model
//@ says: `park` may return for no reason. Whoever then stands in the queue a second time is woken twice, and somebody else not at all.
//@ sort: schedule-only

use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread::{self, Thread};

struct Permit<'a>(&'a Semaphore);
impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut s = self.0.state.lock().unwrap();
        s.0 += 1;
        let next = s.1.pop_front();
        drop(s);
        if let Some(next) = next {
            next.unpark();
        }
    }
}

pub struct Semaphore {
    state: Mutex<(usize, VecDeque<Thread>)>,
}

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { state: Mutex::new((permits, VecDeque::new())) }
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        loop {
            let mut s = self.state.lock().unwrap();
            if s.0 > 0 {
                s.0 -= 1;
                break;
            }
            s.1.push_back(thread::current());
            drop(s);
            thread::park();
        }
        let _permit = Permit(self);
        work()
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        let mut s = self.state.lock().unwrap();
        s.0 = s.0.checked_sub(1)?;
        drop(s);
        let _permit = Permit(self);
        Some(work())
    }
}
