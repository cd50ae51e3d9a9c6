//! crossbeam's channel with room for one. Both of its ends could be cloned; that is what the structs around them forbid.

use crossbeam::channel::{self, Receiver, Sender};

pub struct Promise<T>(Sender<T>);

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
