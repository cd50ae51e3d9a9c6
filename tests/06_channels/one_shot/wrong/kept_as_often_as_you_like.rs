//@ caught-by: compile_fail
//@ says: `keep(&self)` leaves the promise there: it can be kept again, and the second answer lies in the channel unread.
//@ sort: tempting

use std::sync::mpsc::{self, Receiver, Sender};

pub struct Promise<T>(Sender<T>);

pub struct Pending<T>(Receiver<T>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let (promised, pending) = mpsc::channel();
    (Promise(promised), Pending(pending))
}

impl<T> Promise<T> {
    pub fn keep(&self, value: T) -> Result<(), T> {
        self.0.send(value).map_err(|unsent| unsent.0)
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        self.0.recv().ok()
    }
}
