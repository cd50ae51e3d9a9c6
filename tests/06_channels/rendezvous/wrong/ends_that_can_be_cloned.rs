//@ caught-by: compile_fail
//@ says: With a clone of the taker somewhere the taker never leaves: a `give` to nobody waits for ever. Do not derive what was not asked for.
//@ sort: tempting

use crossbeam::channel::{self, Receiver, Sender};

#[derive(Clone)]
pub struct Giver<T> {
    items: Sender<T>,
}

#[derive(Clone)]
pub struct Taker<T> {
    items: Receiver<T>,
}

pub fn hand_over<T>() -> (Giver<T>, Taker<T>) {
    let (giver, taker) = channel::bounded(0);
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
