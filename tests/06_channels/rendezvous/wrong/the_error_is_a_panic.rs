//@ caught-by: test
//@ says: `send` fails because the successor has left. That is news, and the item is in the error; a panic throws both away.
//@ fails: the_taker_left_before
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
        assert!(self.items.send(item).is_ok(), "the successor is gone");
        Ok(())
    }
}

impl<T> Taker<T> {
    pub fn take(&self) -> Option<T> {
        self.items.recv().ok()
    }
}
