//@ caught-by: compile_fail
//@ says: `keep` takes the promise away, and `clone` makes another one: taking it away has lost its meaning.
//@ sort: tempting

use std::sync::mpsc::{self, Receiver, Sender};

pub struct Promise<T>(Sender<T>);

impl<T> Clone for Promise<T> {
    fn clone(&self) -> Promise<T> {
        Promise(self.0.clone())
    }
}

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
        self.0.recv().ok()
    }
}
