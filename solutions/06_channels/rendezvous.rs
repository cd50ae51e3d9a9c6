//! A channel that holds nothing: a send and a receive are one event, which both sides wait for.

use std::sync::mpsc::{self, Receiver, SyncSender};

/// The end of the server that is being replaced.
pub struct Giver<T> {
    items: SyncSender<T>,
}

/// The end of its successor.
pub struct Taker<T> {
    items: Receiver<T>,
}

/// The two ends of a hand-over.
pub fn hand_over<T>() -> (Giver<T>, Taker<T>) {
    // Go: `make(chan T)`. With 1 the send would end when the item is in the buffer, and what becomes of it there the giver
    // never learns: when the taker is dropped, so is the buffer.
    let (giver, taker) = mpsc::sync_channel(0);
    (Giver { items: giver }, Taker { items: taker })
}

impl<T> Giver<T> {
    /// Gives `item` to the taker, or back.
    pub fn give(&self, item: T) -> Result<(), T> {
        // The taker left, before or while this thread was waiting for it. Nobody has the item but the error.
        self.items.send(item).map_err(|not_taken| not_taken.0)
    }
}

impl<T> Taker<T> {
    /// Takes the next item; `None` when no more will come.
    pub fn take(&self) -> Option<T> {
        self.items.recv().ok()
    }
}
