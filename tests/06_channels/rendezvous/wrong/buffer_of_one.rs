//@ caught-by: test
//@ says: With a buffer of 1 the first `give` returns when the item is in the buffer. Nobody has come for it, and perhaps nobody will.
//@ fails: the_taker_leaves_late
//@ sort: tempting

use std::sync::mpsc::{self, Receiver, SyncSender};

pub struct Giver<T> {
    items: SyncSender<T>,
}

pub struct Taker<T> {
    items: Receiver<T>,
}

pub fn hand_over<T>() -> (Giver<T>, Taker<T>) {
    let (giver, taker) = mpsc::sync_channel(1);
    (Giver { items: giver }, Taker { items: taker })
}

impl<T> Giver<T> {
    pub fn give(&self, item: T) -> Result<(), T> {
        self.items.send(item).map_err(|not_taken| not_taken.0)
    }
}

impl<T> Taker<T> {
    pub fn take(&self) -> Option<T> {
        self.items.recv().ok()
    }
}
