//@ caught-by: test
//@ says: The `Err` of `recv` is the news that the worker is gone. Unwrapped, it is the handler that dies of it.
//@ fails: the_worker_left, the_worker_panicked
//@ sort: boundary

use std::sync::mpsc::{self, Receiver, Sender};

pub struct Promise<T>(Sender<T>);

pub struct Pending<T>(Receiver<T>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let (promised, pending) = mpsc::channel();
    (Promise(promised), Pending(pending))
}

impl<T> Promise<T> {
    pub fn keep(self, value: T) -> Result<(), T> {
        self.0.send(value).map_err(|unsent| unsent.0)
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        Some(self.0.recv().unwrap())
    }
}
