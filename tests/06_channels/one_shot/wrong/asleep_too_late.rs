//@ caught-by: model
//@ says: The handler looks, finds nothing, and then leaves its name to be woken. The worker that answers in between finds no name and wakes nobody.
//@ kind: deadlock
//@ sort: schedule-only

use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};

struct Shared<T> {
    /// The value, and whether nothing more will come.
    state: Mutex<(Option<T>, bool)>,
    handler_left: Mutex<bool>,
    sleeper: Mutex<Option<Thread>>,
}

pub struct Promise<T>(Arc<Shared<T>>);

pub struct Pending<T>(Arc<Shared<T>>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let shared = Arc::new(Shared {
        state: Mutex::new((None, false)),
        handler_left: Mutex::new(false),
        sleeper: Mutex::new(None),
    });
    (Promise(Arc::clone(&shared)), Pending(shared))
}

impl<T> Promise<T> {
    pub fn keep(self, value: T) -> Result<(), T> {
        if *self.0.handler_left.lock().unwrap() {
            return Err(value);
        }
        self.0.state.lock().unwrap().0 = Some(value);
        Ok(())
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().1 = true;
        if let Some(sleeper) = self.0.sleeper.lock().unwrap().take() {
            sleeper.unpark();
        }
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        if !self.0.state.lock().unwrap().1 {
            *self.0.sleeper.lock().unwrap() = Some(thread::current());
            while self.0.sleeper.lock().unwrap().is_some() {
                thread::park();
            }
        }
        self.0.state.lock().unwrap().0.take()
    }
}

impl<T> Drop for Pending<T> {
    fn drop(&mut self) {
        *self.0.handler_left.lock().unwrap() = true;
    }
}
