//@ caught-by: test
//@ says: A channel without a buffer makes the worker wait for the handler: when that one is late the worker stands, and when it never comes, for ever.
//@ fails: keeping_does_not_wait
//@ sort: tempting

use std::sync::mpsc::{self, Receiver, SyncSender};

pub struct Promise<T>(SyncSender<T>);

pub struct Pending<T>(Receiver<T>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let (promised, pending) = mpsc::sync_channel(0);
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
