//! One mutex: the pointer, and whether somebody is changing it. Whoever wants to change it waits for the flag, not for the lock.

use std::mem;
use std::sync::{Arc, Condvar, Mutex};

struct State<T> {
    value: Arc<T>,
    changing: bool,
}

pub struct Live<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

impl<T> Live<T> {
    pub fn new(value: T) -> Live<T> {
        let state = State { value: Arc::new(value), changing: false };
        Live { state: Mutex::new(state), changed: Condvar::new() }
    }

    pub fn current(&self) -> Arc<T> {
        Arc::clone(&self.state.lock().unwrap().value)
    }

    pub fn replace(&self, value: T) -> Arc<T> {
        let state = self.state.lock().unwrap();
        let mut state = self.changed.wait_while(state, |state| state.changing).unwrap();
        mem::replace(&mut state.value, Arc::new(value))
    }

    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        let state = self.state.lock().unwrap();
        let mut state = self.changed.wait_while(state, |state| state.changing).unwrap();
        state.changing = true;
        let old = Arc::clone(&state.value);
        drop(state);
        let _changing = Changing(self);
        let new = Arc::new(change(&old));
        self.state.lock().unwrap().value = Arc::clone(&new);
        new
    }
}

struct Changing<'a, T>(&'a Live<T>);

impl<T> Drop for Changing<'_, T> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().changing = false;
        self.0.changed.notify_all();
    }
}
