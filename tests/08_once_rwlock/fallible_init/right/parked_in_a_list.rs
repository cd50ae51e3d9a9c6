//! Whoever waits leaves its thread in a list and parks; whoever has tried, however that ended, unparks them all.

use std::collections::VecDeque;
use std::sync::{Mutex, OnceLock};
use std::thread::{self, Thread};

struct State {
    trying: bool,
    waiting: VecDeque<Thread>,
}

pub struct Lazy<T> {
    state: Mutex<State>,
    value: OnceLock<T>,
}

impl<T> Lazy<T> {
    pub const fn new() -> Lazy<T> {
        Lazy {
            state: Mutex::new(State { trying: false, waiting: VecDeque::new() }),
            value: OnceLock::new(),
        }
    }

    pub fn get(&self) -> Option<&T> {
        self.value.get()
    }

    pub fn get_or_try_init<F, E>(&self, init: F) -> Result<&T, E>
    where
        F: FnOnce() -> Result<T, E>,
    {
        loop {
            let mut state = self.state.lock().unwrap();
            if let Some(value) = self.value.get() {
                return Ok(value);
            }
            if !state.trying {
                state.trying = true;
                break;
            }
            state.waiting.push_back(thread::current());
            drop(state);
            thread::park();
        }
        struct Over<'a>(&'a Mutex<State>);
        impl Drop for Over<'_> {
            fn drop(&mut self) {
                let mut state = self.0.lock().unwrap();
                state.trying = false;
                for t in state.waiting.drain(..) {
                    t.unpark();
                }
            }
        }
        let _over = Over(&self.state);
        let value = init()?;
        Ok(self.value.get_or_init(|| value))
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new()
    }
}
