//@ caught-by: test
//@ says: A giver that has nothing more to give drops its end. That is how it says so, and no reason for the taker to panic.
//@ fails: nothing_is_given
//@ sort: tempting

use std::sync::mpsc::{self, Receiver, SyncSender};

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
        self.items.send(item).map_err(|not_taken| not_taken.0)
    }
}

impl<T> Taker<T> {
    pub fn take(&self) -> Option<T> {
        Some(self.items.recv().unwrap())
    }
}
