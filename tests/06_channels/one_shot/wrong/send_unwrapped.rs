//@ caught-by: test
//@ says: A `send` to a handler that has left is an `Err`, and the `unwrap` makes the worker pay for it with a panic.
//@ fails: the_handler_left
//@ sort: tempting

use std::sync::mpsc::{self, Receiver, Sender};

pub struct Promise<T>(Sender<T>);

pub struct Pending<T>(Receiver<T>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let (promised, pending) = mpsc::channel();
    (Promise(promised), Pending(pending))
}

impl<T> Promise<T> {
    pub fn keep(self, value: T) -> Result<(), T> {
        self.0.send(value).unwrap();
        Ok(())
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        self.0.recv().ok()
    }
}
