//! # Handed over, says the log
//!
//! A server that is being replaced hands its open sessions to its successor, one by one. Each that
//! has been taken it strikes off its own list; each that has not it closes properly, with a word to
//! the client. The channel between them was `make(chan Session)`. Then somebody found that the old
//! server spent its last seconds waiting, and made it `make(chan Session, 1)`. On the day when the
//! successor died early, the log said "handed over" for a session that nobody had ever taken: it
//! was in the buffer, and the client is waiting still.
//!
//! Before you edit: `give` returns, and you know that the session has left your hands. In whose hands
//! is it?
//!
//! What must hold, with the names and the arguments below:
//!
//! - `hand_over()` makes the two ends. There is one `Giver` and one `Taker`; neither can be cloned. Each
//!   can be moved to another thread, if `T` can. Items need not be `Clone`, nor anything else.
//! - `give(item)` waits until a call of `take` is there that gets this item, and then returns `Ok(())`. It
//!   never returns `Ok` for an item that nobody has come for.
//! - If the `Taker` is dropped instead, before the call or meanwhile, `give` returns `Err(item)`: the
//!   item is still the giver's, and was not lost.
//! - `take()` waits for an item and returns `Some(item)`; the items come in the order in which they were
//!   given. When the `Giver` has been dropped it returns `None`.

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
    // TODO: where is an item between the two?
    let (giver, taker) = mpsc::sync_channel(1);
    (Giver { items: giver }, Taker { items: taker })
}

impl<T> Giver<T> {
    /// Gives `item` to the taker, or back.
    pub fn give(&self, item: T) -> Result<(), T> {
        // TODO: what is in the error, and whose is it?
        assert!(self.items.send(item).is_ok(), "the successor is gone");
        Ok(())
    }
}

impl<T> Taker<T> {
    /// Takes the next item; `None` when no more will come.
    pub fn take(&self) -> Option<T> {
        // TODO: the old server has nothing more to give. Is that a failure?
        Some(self.items.recv().expect("the old server is gone"))
    }
}
