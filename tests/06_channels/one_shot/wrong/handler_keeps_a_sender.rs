//@ caught-by: test
//@ says: The handler holds a sender of its own, so its channel cannot close while it waits: a broken promise is waited for, for ever.
//@ fails: the_worker_left, the_worker_panicked
//@ sort: tempting

use std::sync::mpsc::{self, Receiver, Sender};

pub struct Promise<T>(Sender<T>);

pub struct Pending<T> {
    answer: Receiver<T>,
    // Kept, so that `recv` cannot fail.
    _sender: Sender<T>,
}

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let (promised, answer) = mpsc::channel();
    (Promise(promised.clone()), Pending { answer, _sender: promised })
}

impl<T> Promise<T> {
    pub fn keep(self, value: T) -> Result<(), T> {
        self.0.send(value).map_err(|unsent| unsent.0)
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        self.answer.recv().ok()
    }
}
