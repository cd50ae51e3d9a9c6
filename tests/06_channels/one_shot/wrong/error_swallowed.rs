//@ caught-by: test
//@ says: `let _ =` before the `send` throws the value away with the error: the worker believes that somebody has its answer.
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
        let _ = self.0.send(value);
        Ok(())
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        self.0.recv().ok()
    }
}
