//! Go's `make(chan T, 1)`: there is room for the one value, so the send never waits.

use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};

pub struct Promise<T>(SyncSender<T>);

pub struct Pending<T>(Receiver<T>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let (promised, pending) = mpsc::sync_channel(1);
    (Promise(promised), Pending(pending))
}

impl<T> Promise<T> {
    pub fn keep(self, value: T) -> Result<(), T> {
        self.0.try_send(value).map_err(|unsent| match unsent {
            TrySendError::Full(value) | TrySendError::Disconnected(value) => value,
        })
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        self.0.into_iter().next()
    }
}
