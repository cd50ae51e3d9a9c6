//@ caught-by: compile_fail
//@ says: A `SyncSender` can be cloned, and `derive` passes it on: with two givers the taker learns of the end only when both have left.
//@ fails: a_second_giver
//@ sort: tempting

use std::sync::mpsc::{self, Receiver, SyncSender};

#[derive(Clone)]
pub struct Giver<T> {
    items: SyncSender<T>,
}

pub struct Taker<T> {
    items: Receiver<T>,
}

pub fn hand_over<T>() -> (Giver<T>, Taker<T>) {
    let (giver, taker) = mpsc::sync_channel(0);
    (Giver { items: giver }, Taker { items: taker })
}

impl<T> Giver<T> {
    pub fn give(&self, item: T) -> Result<(), T> {
        self.items.send(item).map_err(|refused| refused.0)
    }
}

impl<T> Taker<T> {
    pub fn take(&self) -> Option<T> {
        self.items.recv().ok()
    }
}
