//! Whoever waits writes itself down and parks; whoever opens unparks all who have written themselves down.

use std::sync::Mutex;
use std::thread::{self, Thread};
use std::time::Duration;
use std::time::Instant;

pub struct Gate {
    state: Mutex<(bool, Vec<Thread>)>,
}

impl Gate {
    pub fn new() -> Gate {
        Gate { state: Mutex::new((false, Vec::new())) }
    }

    pub fn open(&self) {
        let mut s = self.state.lock().unwrap();
        s.0 = true;
        let waiting = std::mem::take(&mut s.1);
        drop(s);
        for t in waiting {
            t.unpark();
        }
    }

    pub fn is_open(&self) -> bool {
        self.state.lock().unwrap().0
    }

    pub fn wait(&self) {
        loop {
            let mut s = self.state.lock().unwrap();
            if s.0 {
                return;
            }
            s.1.push(thread::current());
            drop(s);
            thread::park();
        }
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let begun = Instant::now();
        loop {
            let mut s = self.state.lock().unwrap();
            if s.0 {
                return true;
            }
            let left = limit.saturating_sub(begun.elapsed());
            if left.is_zero() {
                return false;
            }
            s.1.push(thread::current());
            drop(s);
            thread::park_timeout(left);
        }
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
