//! By hand: one lock for the value and for who has left, and a handler that parks until it is told.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, Thread};

enum State<T> {
    Open,
    /// … and this thread sleeps until it changes.
    Awaited(Thread),
    Kept(T),
    Broken,
    /// The handler has left.
    Unwanted,
}

struct Shared<T>(Mutex<State<T>>);

impl<T> Shared<T> {
    /// Replaces the state unless the promise has come to its end; what it was before.
    fn change(&self, to: State<T>) -> Result<State<T>, State<T>> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*state {
            State::Open | State::Awaited(_) => Ok(std::mem::replace(&mut *state, to)),
            State::Kept(_) | State::Broken | State::Unwanted => Err(to),
        }
    }
}

pub struct Promise<T>(Arc<Shared<T>>);

pub struct Pending<T>(Arc<Shared<T>>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let shared = Arc::new(Shared(Mutex::new(State::Open)));
    (Promise(Arc::clone(&shared)), Pending(shared))
}

fn wake<T>(before: State<T>) {
    if let State::Awaited(handler) = before {
        handler.unpark();
    }
}

impl<T> Promise<T> {
    pub fn keep(self, value: T) -> Result<(), T> {
        match self.0.change(State::Kept(value)) {
            Ok(before) => {
                wake(before);
                Ok(())
            }
            Err(State::Kept(value)) => Err(value),
            Err(_) => unreachable!("that is what was to be put there"),
        }
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        // An error: it has been kept, or nobody wants it.
        if let Ok(before) = self.0.change(State::Broken) {
            wake(before);
        }
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        // The name is left and the state looked at in one step: nobody can answer in between.
        while self.0.change(State::Awaited(thread::current())).is_ok() {
            thread::park();
        }
        let mut state = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *state, State::Broken) {
            State::Kept(value) => Some(value),
            _ => None,
        }
    }
}

impl<T> Drop for Pending<T> {
    fn drop(&mut self) {
        let mut state = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A value that was kept is dropped after the lock: it may do anything.
        let unfetched = std::mem::replace(&mut *state, State::Unwanted);
        drop(state);
        drop(unfetched);
    }
}
