//@ caught-by: model
//@ says: The handler sleeps and then looks once: it waits for the time to pass, not for the worker, and a slow worker has broken its promise.
//@ fails: an_answer_arrives
//@ sort: schedule-only

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;

pub struct Promise<T>(Weak<Mutex<Option<T>>>);

pub struct Pending<T>(Arc<Mutex<Option<T>>>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let slot = Arc::new(Mutex::new(None));
    (Promise(Arc::downgrade(&slot)), Pending(slot))
}

impl<T> Promise<T> {
    pub fn keep(self, value: T) -> Result<(), T> {
        let Some(slot) = self.0.upgrade() else { return Err(value) };
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
        Ok(())
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        // Give the worker time for its answer.
        thread::sleep(Duration::from_millis(200));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
