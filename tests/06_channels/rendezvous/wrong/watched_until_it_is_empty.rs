//@ caught-by: test
//@ says: An empty buffer was to mean "taken". When the taker has left, nobody empties the buffer, and the giver watches it for ever.
//@ fails: the_taker_leaves_late
//@ sort: tempting

use std::thread;

use crossbeam::channel::{self, Receiver, Sender};

pub struct Giver<T> {
    items: Sender<T>,
}

pub struct Taker<T> {
    items: Receiver<T>,
}

pub fn hand_over<T>() -> (Giver<T>, Taker<T>) {
    let (giver, taker) = channel::bounded(1);
    (Giver { items: giver }, Taker { items: taker })
}

impl<T> Giver<T> {
    pub fn give(&self, item: T) -> Result<(), T> {
        self.items.send(item).map_err(|not_taken| not_taken.0)?;
        while !self.items.is_empty() {
            thread::yield_now();
        }
        Ok(())
    }
}

impl<T> Taker<T> {
    pub fn take(&self) -> Option<T> {
        self.items.recv().ok()
    }
}
