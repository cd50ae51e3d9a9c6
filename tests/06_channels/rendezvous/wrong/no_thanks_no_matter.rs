//@ caught-by: test
//@ says: The item, then a word of thanks: when the taker leaves in between, the item is in the buffer of a channel that nobody receives from, and cannot come back.
//@ fails: the_taker_leaves_late
//@ sort: tempting

use std::sync::mpsc::{self, Receiver, Sender};

pub struct Giver<T> {
    items: Sender<T>,
    thanks: Receiver<()>,
}

pub struct Taker<T> {
    items: Receiver<T>,
    thanks: Sender<()>,
}

pub fn hand_over<T>() -> (Giver<T>, Taker<T>) {
    let (giver, taker) = mpsc::channel();
    let (thanks, thanked) = mpsc::channel();
    (Giver { items: giver, thanks: thanked }, Taker { items: taker, thanks })
}

impl<T> Giver<T> {
    pub fn give(&self, item: T) -> Result<(), T> {
        self.items.send(item).map_err(|unsent| unsent.0)?;
        // No thanks: the taker has left, and the old server need not care any more.
        let _ = self.thanks.recv();
        Ok(())
    }
}

impl<T> Taker<T> {
    pub fn take(&self) -> Option<T> {
        let item = self.items.recv().ok()?;
        let _ = self.thanks.send(());
        Some(item)
    }
}
