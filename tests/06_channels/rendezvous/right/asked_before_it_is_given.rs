//! The taker asks first, and the giver gives only when it has been asked: two channels, both of which may have a buffer.

use std::sync::mpsc::{self, Receiver, Sender};

pub struct Giver<T> {
    items: Sender<T>,
    asked: Receiver<()>,
}

pub struct Taker<T> {
    items: Receiver<T>,
    ask: Sender<()>,
}

pub fn hand_over<T>() -> (Giver<T>, Taker<T>) {
    let (giver, taker) = mpsc::channel();
    let (ask, asked) = mpsc::channel();
    (Giver { items: giver, asked }, Taker { items: taker, ask })
}

impl<T> Giver<T> {
    pub fn give(&self, item: T) -> Result<(), T> {
        // Who has asked is in `take`, and does not leave it without the item.
        if self.asked.recv().is_err() {
            return Err(item);
        }
        self.items.send(item).map_err(|not_taken| not_taken.0)
    }
}

impl<T> Taker<T> {
    pub fn take(&self) -> Option<T> {
        self.ask.send(()).ok()?;
        self.items.recv().ok()
    }
}
