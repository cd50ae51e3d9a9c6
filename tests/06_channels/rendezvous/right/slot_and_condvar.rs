//! A slot behind a lock: the giver waits until the slot is empty again, and takes its item back if the taker has left.

use std::sync::{Arc, Condvar, Mutex};

struct State<T> {
    item: Option<T>,
    giver_left: bool,
    taker_left: bool,
}

struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

pub struct Giver<T>(Arc<Shared<T>>);

pub struct Taker<T>(Arc<Shared<T>>);

pub fn hand_over<T>() -> (Giver<T>, Taker<T>) {
    let state = Mutex::new(State { item: None, giver_left: false, taker_left: false });
    let shared = Arc::new(Shared { state, changed: Condvar::new() });
    (Giver(Arc::clone(&shared)), Taker(shared))
}

impl<T> Giver<T> {
    pub fn give(&self, item: T) -> Result<(), T> {
        let mut state = self.0.state.lock().unwrap();
        state.item = Some(item);
        self.0.changed.notify_all();
        let waiting = |state: &mut State<T>| state.item.is_some() && !state.taker_left;
        state = self.0.changed.wait_while(state, waiting).unwrap();
        // Whatever is still in the slot nobody has taken.
        state.item.take().map_or(Ok(()), Err)
    }
}

impl<T> Taker<T> {
    pub fn take(&self) -> Option<T> {
        let state = self.0.state.lock().unwrap();
        let empty = |state: &mut State<T>| state.item.is_none() && !state.giver_left;
        let item = self.0.changed.wait_while(state, empty).unwrap().item.take();
        self.0.changed.notify_all();
        item
    }
}

impl<T> Drop for Giver<T> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().giver_left = true;
        self.0.changed.notify_all();
    }
}

impl<T> Drop for Taker<T> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().taker_left = true;
        self.0.changed.notify_all();
    }
}
