//@ caught-by: model
//@ says: No value, and then: the worker is gone. Between these two looks it has kept its promise and left, and the value lies in the slot.
//@ fails: an_answer_arrives
//@ sort: schedule-only

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

struct Shared<T> {
    slot: Mutex<Option<T>>,
    worker_left: AtomicBool,
    handler_left: AtomicBool,
}

pub struct Promise<T>(Arc<Shared<T>>);

pub struct Pending<T>(Arc<Shared<T>>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let shared = Arc::new(Shared {
        slot: Mutex::new(None),
        worker_left: AtomicBool::new(false),
        handler_left: AtomicBool::new(false),
    });
    (Promise(Arc::clone(&shared)), Pending(shared))
}

impl<T> Promise<T> {
    pub fn keep(self, value: T) -> Result<(), T> {
        if self.0.handler_left.load(Ordering::SeqCst) {
            return Err(value);
        }
        *self.0.slot.lock().unwrap() = Some(value);
        Ok(())
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        self.0.worker_left.store(true, Ordering::SeqCst);
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        loop {
            let value = self.0.slot.lock().unwrap().take();
            if value.is_some() {
                return value;
            }
            if self.0.worker_left.load(Ordering::SeqCst) {
                return None;
            }
            thread::yield_now();
        }
    }
}

impl<T> Drop for Pending<T> {
    fn drop(&mut self) {
        self.0.handler_left.store(true, Ordering::SeqCst);
    }
}
