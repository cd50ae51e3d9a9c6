//! No `Condvar`: whoever waits leaves its name in a list and parks, and a token that comes before the parking is not lost.

use std::sync::Mutex;
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

enum State {
    Closed(Vec<Thread>),
    Open,
}

pub struct Gate(Mutex<State>);

impl Gate {
    pub fn new() -> Gate {
        Gate(Mutex::new(State::Closed(Vec::new())))
    }

    pub fn open(&self) {
        let before = std::mem::replace(&mut *self.0.lock().unwrap(), State::Open);
        if let State::Closed(waiting) = before {
            waiting.iter().for_each(Thread::unpark);
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(*self.0.lock().unwrap(), State::Open)
    }

    /// Whether it is open; if not, this thread will be unparked.
    fn open_or_listed(&self) -> bool {
        match &mut *self.0.lock().unwrap() {
            State::Open => true,
            State::Closed(waiting) => {
                waiting.push(thread::current());
                false
            }
        }
    }

    pub fn wait(&self) {
        if !self.open_or_listed() {
            while !self.is_open() {
                thread::park();
            }
        }
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let begun = Instant::now();
        if self.open_or_listed() {
            return true;
        }
        loop {
            let waited = begun.elapsed();
            if self.is_open() {
                return true;
            }
            if waited >= limit {
                return false;
            }
            thread::park_timeout(limit - waited);
        }
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
