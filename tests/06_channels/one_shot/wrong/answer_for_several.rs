//@ caught-by: compile_fail
//@ says: crossbeam's receiver can be cloned, and so can the `Pending` around it: two may wait, one gets the answer, and the other is told that there is none.
//@ sort: tempting

use crossbeam::channel::{self, Receiver, Sender};

pub struct Promise<T>(Sender<T>);

#[derive(Clone)]
pub struct Pending<T>(Receiver<T>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let (promised, pending) = channel::bounded(1);
    (Promise(promised), Pending(pending))
}

impl<T> Promise<T> {
    pub fn keep(self, value: T) -> Result<(), T> {
        self.0.send(value).map_err(channel::SendError::into_inner)
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        self.0.recv().ok()
    }
}
