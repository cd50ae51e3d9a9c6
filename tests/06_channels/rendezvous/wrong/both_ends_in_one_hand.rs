//@ caught-by: test
//@ says: Both ends of the channel are in each hand, as with a Go channel: nobody's leaving closes anything, and the other one waits for ever.
//@ fails: nothing_is_given
//@ sort: tempting

use crossbeam::channel::{self, Receiver, Sender};

pub struct Giver<T> {
    items: (Sender<T>, Receiver<T>),
}

pub struct Taker<T> {
    items: (Sender<T>, Receiver<T>),
}

pub fn hand_over<T>() -> (Giver<T>, Taker<T>) {
    let items = channel::bounded(0);
    (Giver { items: items.clone() }, Taker { items })
}

impl<T> Giver<T> {
    pub fn give(&self, item: T) -> Result<(), T> {
        self.items.0.send(item).map_err(|not_taken| not_taken.0)
    }
}

impl<T> Taker<T> {
    pub fn take(&self) -> Option<T> {
        self.items.1.recv().ok()
    }
}
