//! crossbeam's channel with a capacity of 0.

use crossbeam::channel::{self, Receiver, SendError, Sender};

pub struct Giver<T> {
    items: Sender<T>,
}

pub struct Taker<T> {
    items: Receiver<T>,
}

pub fn hand_over<T>() -> (Giver<T>, Taker<T>) {
    let (items, taker) = channel::bounded(0);
    (Giver { items }, Taker { items: taker })
}

impl<T> Giver<T> {
    pub fn give(&self, item: T) -> Result<(), T> {
        match self.items.send(item) {
            Ok(()) => Ok(()),
            Err(SendError(item)) => Err(item),
        }
    }
}

impl<T> Taker<T> {
    pub fn take(&self) -> Option<T> {
        self.items.recv().ok()
    }
}
