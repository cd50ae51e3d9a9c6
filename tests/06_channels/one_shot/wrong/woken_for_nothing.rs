//@ caught-by: model
//@ says: An `if` around the wait believes every wake-up. A condition variable may wake without a reason, and then there is no value yet.
//@ fails: an_answer_arrives
//@ sort: schedule-only

use std::sync::{Arc, Condvar, Mutex};

struct State<T> {
    value: Option<T>,
    worker_left: bool,
    handler_left: bool,
}

struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

pub struct Promise<T>(Arc<Shared<T>>);

pub struct Pending<T>(Arc<Shared<T>>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let state = State { value: None, worker_left: false, handler_left: false };
    let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
    (Promise(Arc::clone(&shared)), Pending(shared))
}

impl<T> Promise<T> {
    pub fn keep(self, value: T) -> Result<(), T> {
        let mut state = self.0.state.lock().unwrap();
        if state.handler_left {
            return Err(value);
        }
        state.value = Some(value);
        Ok(())
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().worker_left = true;
        self.0.changed.notify_one();
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        let mut state = self.0.state.lock().unwrap();
        if !state.worker_left {
            state = self.0.changed.wait(state).unwrap();
        }
        state.value.take()
    }
}

impl<T> Drop for Pending<T> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().handler_left = true;
    }
}
