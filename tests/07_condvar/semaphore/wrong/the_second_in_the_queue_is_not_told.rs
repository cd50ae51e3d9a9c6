//@ caught-by: model
//@ says: Two permits come back at once. The second in the queue wakes, is not the first yet, and waits again; when it is the first, nobody rings.
//@ sort: schedule-only

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

struct State {
    free: usize,
    next: u64,
    queue: VecDeque<u64>,
}
struct Permit<'a>(&'a Semaphore);
impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().free += 1;
        self.0.released.notify_all();
    }
}

pub struct Semaphore {
    state: Mutex<State>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        Semaphore {
            state: Mutex::new(State { free: permits, next: 0, queue: VecDeque::new() }),
            released: Condvar::new(),
        }
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        let mut s = self.state.lock().unwrap();
        let mine = s.next;
        s.next += 1;
        s.queue.push_back(mine);
        while s.free == 0 || s.queue.front() != Some(&mine) {
            s = self.released.wait(s).unwrap();
        }
        s.queue.pop_front();
        s.free -= 1;
        drop(s);
        let _permit = Permit(self);
        work()
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        let mut s = self.state.lock().unwrap();
        s.free = s.free.checked_sub(1)?;
        drop(s);
        let _permit = Permit(self);
        Some(work())
    }
}
